import type { Route } from 'next'
import Link from 'next/link'
import { askedQuestion, useAnswering, useAnswers } from '#client/answers.ts'
import { useGroupAnswers } from '#client/group-answers.ts'
import { type LiveChapter, useLivePlace } from '#components/live-meeting/live-place.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Prose } from '#components/ui/prose.tsx'
import * as answers from '#messages/answers.ts'
import * as m from '#messages/live-talk.ts'

type AboutQuestion = { questionId: string; chapter: LiveChapter }

/** What the group proposed together, or agreed on. */
export function GroupAnswer({ questionId, chapter }: AboutQuestion) {
  const { groupId } = useLivePlace()
  const together = useGroupAnswers({ groupId, chapter: chapter.slug }).find((each) => each.questionId === questionId)?.current
  if (!together) return null
  return (
    <section aria-label={m.groupAnswer()} className="border-accent border-s-4 ps-4">
      <p className="text-muted text-sm">{m.groupAnswer()}</p>
      <Prose html={together.html} textAt={`/groups/${groupId}/${chapter.slug}`} lang={chapter.language} />
    </section>
  )
}

/** What the group has said about the question of this item: what it agreed on or is writing, its members' answers, and the way to them. */
export function ItemTalk({ questionId, chapter }: AboutQuestion) {
  const { groupId } = useLivePlace()
  const place = { groupId, chapter: chapter.slug }
  const answering = useAnswering(place)
  const said = useAnswers(place).filter((each) => each.questionId === questionId && !each.deleted && each.sharing !== 'PRIVATE')
  const textAt = `/groups/${groupId}/${chapter.slug}`
  const { answered = 0, open = true } = answering ? askedQuestion(answering, questionId) : {}
  return (
    <div className="measure mt-4 space-y-2">
      <GroupAnswer questionId={questionId} chapter={chapter} />
      {said.length > 0 && (
        <Fold title={m.answersSoFar({ count: said.length })}>
          <ul className="space-y-3 pb-2">
            {said.map(({ id, html, creator }) => (
              <li key={id} className="border-line border-s-4 ps-3">
                <p className="text-muted text-sm">{creator ? <bdi>{creator.name}</bdi> : answers.withoutName()}</p>
                <Prose html={html} textAt={textAt} lang={chapter.language} />
              </li>
            ))}
          </ul>
        </Fold>
      )}
      {answering && !open && (
        <p className="text-muted text-sm">
          {answered === 0 ? answers.nobodyAnswered() : answers.haveAnswered({ answered, members: answering.members })}{' '}
          {answers.answerFirst()}
        </p>
      )}
      <p className="no-print text-sm">
        <Link href={`${textAt}#question-${questionId}` as Route} prefetch={false} className="inline-flex items-center target link">
          {m.openQuestion()}
        </Link>
      </p>
    </div>
  )
}
