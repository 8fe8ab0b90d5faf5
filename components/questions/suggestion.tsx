'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useDecideGroupQuestion, useRemoveGroupQuestion, useRestoreGroupQuestion, useUpdateGroupQuestion } from '#client/group-questions.ts'
import { useUnreadTour } from '#components/chapter-state/unread-tour.tsx'
import { PassageLinks } from '#components/questions/passage-links.tsx'
import { QUESTION_KINDS } from '#components/questions/question-kinds.ts'
import { Vote } from '#components/questions/vote.tsx'
import { CreatorName } from '#components/threads/creator-name.tsx'
import { FlagLink } from '#components/threads/flag-link.tsx'
import { WordsForm } from '#components/threads/form-on-demand.tsx'
import { OwnWordsActions } from '#components/threads/own-words-actions.tsx'
import { useNameOf, useTalkPlace } from '#components/threads/talk-place.tsx'
import { UnreadDot, WordsEnd } from '#components/threads/unread.tsx'
import { useWriting, type Writing } from '#components/threads/use-writing.ts'
import { Waits } from '#components/threads/waits.tsx'
import { Button } from '#components/ui/button.tsx'
import { useTellFailure, useToast } from '#components/ui/toast.tsx'
import type { GroupQuestion } from '#domain/group-question.ts'
import type { QuestionKind } from '#domain/guide.ts'

/** A question that somebody suggests, with what the viewer can do about it. */
export function Suggestion({ question }: { question: GroupQuestion }) {
  const { id, questionId, text, status, reason, creator, edited, can } = question
  const place = useTalkPlace()
  const update = useUpdateGroupQuestion(place)
  const edit = useWriting(`edit:${id}`, text, question.version)
  const box = useAsked(questionId)
  let words: ReactNode = (
    <p dir="auto" className="wrap-anywhere mt-1 font-medium leading-snug">
      {text}
    </p>
  )
  if (edit.open && can.edit) {
    words = (
      <WordsForm
        label="Your question"
        submit="Save question"
        writing={edit}
        rows={3}
        plain
        onSave={(body, version) => update.mutateAsync({ groupQuestionId: id, version: version ?? question.version, text: body })}
      />
    )
  }
  return (
    <li ref={box} tabIndex={-1} id={`question-${questionId}`} className="card entry">
      <p className="flex flex-wrap items-center gap-x-2 text-sm">
        <CreatorName creator={creator} />
        <span className="text-muted text-xs">{edited && 'edited '}</span>
        <PassageLinks question={question} />
        {question.waits && <Waits />}
        <UnreadDot id={id} />
      </p>
      {words}
      <WordsEnd id={id} />
      {status === 'DECLINED' && (
        <p className="wrap-anywhere mt-1 text-muted text-sm">Declined{reason ? `: “${reason}”` : ' without a reason.'}</p>
      )}
      {status === 'SUGGESTED' && !question.waits && <Vote question={question} />}
      {!(edit.open && can.edit) && <SuggestionActions question={question} edit={edit} />}
    </li>
  )
}

/** Scrolls to a suggestion that the reader was led to. */
function useAsked(questionId: string) {
  const { askedQuestion } = useUnreadTour()
  const box = useRef<HTMLLIElement>(null)
  const asked = askedQuestion === questionId
  useEffect(() => {
    if (!asked) return
    box.current?.scrollIntoView({ block: 'center' })
    box.current?.focus({ preventScroll: true })
  }, [asked])
  return box
}

type ActionsProps = { question: GroupQuestion; edit: Writing }

function SuggestionActions({ question, edit }: ActionsProps) {
  const { id, can, creator } = question
  const place = useTalkPlace()
  const isOwn = creator?.id === place.viewerId
  const remove = useRemoveGroupQuestion(place)
  const restore = useRestoreGroupQuestion(place)
  const { accept, reopen } = useDecisions(question)
  const [deciding, setDeciding] = useState<'change' | 'decline' | null>(null)
  if (deciding) return <DecisionForm question={question} what={deciding} onDone={() => setDeciding(null)} />
  return (
    <div className="needs-script -ms-2.5 mt-1 flex flex-wrap">
      {can.decide && (
        <>
          <Button variant="plain" size="small" onClick={() => accept()}>
            Accept
          </Button>
          <Button variant="plain" size="small" onClick={() => setDeciding('change')}>
            Change and accept
          </Button>
          <Button variant="plain" size="small" onClick={() => setDeciding('decline')}>
            Decline
          </Button>
        </>
      )}
      {can.reopen && (
        <Button variant="plain" size="small" onClick={reopen}>
          Consider it again
        </Button>
      )}
      <OwnWordsActions
        noun="question"
        can={can}
        edit={edit}
        remove={() => remove.mutateAsync(id)}
        restore={() => restore.mutateAsync(id)}
      />
      {!isOwn && <FlagLink noun="question" id={id} />}
    </div>
  )
}

/** Where facilitators change a question's words before they accept it, or say why they do not. */
function DecisionForm({ question, what, onDone }: { question: GroupQuestion; what: 'change' | 'decline'; onDone: () => void }) {
  const { id, text, creator } = question
  const nameOf = useNameOf()
  const { accept, decline } = useDecisions(question)
  const [kind, setKind] = useState<QuestionKind>(question.kind)
  const draft = useWriting(`${what}:${id}`, what === 'change' ? text : '', question.version)
  const writing = {
    ...draft,
    close(how: Parameters<typeof draft.close>[0]) {
      draft.close(how)
      onDone()
    },
    finish(...sent: Parameters<typeof draft.finish>) {
      const goesOn = draft.finish(...sent)
      onDone()
      return goesOn
    },
  }
  useEffect(draft.start, [])
  if (what === 'decline') {
    return (
      <WordsForm
        label={`A sentence for ${nameOf(creator)}`}
        submit="Decline"
        writing={writing}
        rows={2}
        plain
        refuse={() => null}
        onSave={(reason) => decline(reason).then(() => undefined)}
      />
    )
  }
  return (
    <WordsForm
      label="The question"
      submit="Accept"
      writing={writing}
      rows={3}
      plain
      onSave={(words, from) => accept(words, kind, from).then(() => undefined)}
    >
      <label className="block text-sm">
        What it asks for{' '}
        <select
          value={kind}
          onChange={({ target }) => setKind(target.value as QuestionKind)}
          className="mt-1 block w-full rounded-sm border border-muted bg-paper px-2 target"
        >
          {Object.entries(QUESTION_KINDS).map(([value, { name, asks }]) => (
            <option key={value} value={value}>
              {name}: {asks}
            </option>
          ))}
        </select>
      </label>
    </WordsForm>
  )
}

/** Takes an accepted question back to the suggestions, for facilitators. */
export function UndoAccepted({ question }: { question: GroupQuestion }) {
  const { reopen } = useDecisions(question)
  if (!question.can.reopen) return null
  return (
    <Button variant="plain" size="small" className="needs-script -ms-2.5" onClick={reopen}>
      Back to the suggestions
    </Button>
  )
}

/** Deciding, with a message that offers to undo it. What fails without a form beside it is told in a message too. */
function useDecisions({ id, text, version }: GroupQuestion) {
  const decide = useDecideGroupQuestion(useTalkPlace())
  const toast = useToast()
  const tell = useTellFailure()
  const undo = (message: string, made: GroupQuestion) => {
    const back = { groupQuestionId: id, version: made.version, status: 'SUGGESTED' as const, text }
    toast(message, { label: 'Undo', run: () => void decide.mutateAsync(back).catch(tell) })
  }
  return {
    /**
     * @param from the version that the words started from
     * @throws what the server says, when words are given: the form shows it
     */
    async accept(words?: string, kind?: QuestionKind, from = version) {
      const more = words === undefined ? {} : { text: words, ...(kind && { kind }) }
      try {
        undo(
          'It is one of the questions of this chapter now.',
          await decide.mutateAsync({ groupQuestionId: id, version: from, status: 'ACCEPTED', ...more }),
        )
      } catch (failure) {
        if (words !== undefined) throw failure
        tell(failure)
      }
    },
    async decline(reason: string) {
      undo('The suggestion is declined.', await decide.mutateAsync({ groupQuestionId: id, version, status: 'DECLINED', reason }))
    },
    reopen() {
      decide.mutateAsync({ groupQuestionId: id, version, status: 'SUGGESTED' }).catch(tell)
    },
  }
}
