'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useAnswers } from '#client/answers.ts'
import { findDraft, keepDraft } from '#client/draft.ts'
import { textRoute, useProposeVersion } from '#client/group-answers.ts'
import { keys } from '#client/query-keys.ts'
import { createSharedText, type SharedText } from '#client/shared-text.ts'
import { TakeFromAnswers } from '#components/group-answers/take-from-answers.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { WritingTools } from '#components/writing/writing-tools.tsx'
import type { GroupAnswer } from '#domain/group-answer.ts'
import * as say from '#messages/group-answer-tools.ts'

/** The text that everybody writes: what others type comes into it under one's hands, and the caret stays between the same letters. */
export function SharedTextEditor({ answer, onProposed }: { answer: GroupAnswer; onProposed: () => void }) {
  const place = useTalkPlace()
  const { groupId, accountId } = place
  const { id, questionId } = answer
  const [shared] = useState(() => {
    const name = `${accountId}:shared-text:${id}`
    return createSharedText({ ...textRoute(groupId, id), find: () => findDraft(name), keep: (state) => keepDraft(name, state) })
  })
  const { text, unsent, message } = useSyncExternalStore(shared.subscribe, shared.read, shared.read)
  const field = useTextField(shared)
  const propose = useProposeVersion(place)
  const toast = useToast()
  const answers = useAnswers(place).filter((each) => each.questionId === questionId && !each.deleted && each.sharing !== 'PRIVATE')
  // Live events refresh this query; so does the browser when the connection is back.
  useQuery({ queryKey: keys.groupAnswerWords(groupId, id), queryFn: () => shared.sync().then(() => null), gcTime: 0, retry: false })
  useEffect(() => {
    const again = () => void shared.sync()
    addEventListener('online', again)
    return () => {
      removeEventListener('online', again)
      void shared.sync()
      shared.stop()
    }
  }, [shared])
  async function onPropose() {
    // What was typed while something was being sent goes with the next.
    for (let left = 3; left > 0; left--) if (left === 3 || shared.read().unsent) await shared.sync()
    propose.mutate(
      { groupAnswerId: id, body: shared.read().text },
      {
        onSuccess: () => {
          toast(say.proposedNow())
          onProposed()
        },
      },
    )
  }
  return (
    <div className="space-y-2">
      <TextArea label={say.sharedText()} hint={say.sharedHint()} rows={5} defaultValue={text} {...field.props} />
      <WritingTools field={field.props.ref} groupId={groupId} />
      <p role="status" className="text-muted text-sm">
        {unsent ? message || say.sending() : say.saved()}
      </p>
      <TakeFromAnswers answers={answers} onTake={(sentence, answerId) => shared.insert(field.caret(), sentence, answerId)} />
      {propose.error && <Notice tone="error">{propose.error.message}</Notice>}
      <Button size="small" variant="primary" busy={propose.isPending} disabled={text.trim() === ''} onClick={onPropose}>
        {say.propose()}
      </Button>
    </div>
  )
}

/** Joins a field to the shared text: what is typed goes in by its difference, once a word is composed; what comes keeps the caret in place. */
function useTextField(shared: SharedText) {
  const area = useRef<HTMLTextAreaElement>(null)
  const composing = useRef(false)
  useEffect(() => {
    shared.onOutside((apply) => {
      const { current: box } = area
      if (!box) return apply()
      const [start, end] = [shared.mark(box.selectionStart), shared.mark(box.selectionEnd)]
      const scrolled = box.scrollTop
      apply()
      const text = shared.words()
      if (box.value === text) return
      const isHere = document.activeElement === box
      box.value = text
      box.setSelectionRange(shared.placeOf(start), shared.placeOf(end))
      if (isHere) box.scrollTop = scrolled
    })
  }, [shared])
  const read = () => area.current && shared.edit(area.current.value, area.current.selectionEnd)
  const props = {
    ref: area,
    onInput: () => !composing.current && read(),
    onCompositionStart: () => {
      composing.current = true
      shared.hold(true)
    },
    onCompositionEnd: () => {
      composing.current = false
      read()
      shared.hold(false)
    },
  }
  return { props, caret: () => area.current?.selectionEnd ?? shared.words().length }
}
