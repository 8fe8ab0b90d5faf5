'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useNoteElsewhere } from '#client/changes.ts'
import { isComposing } from '#client/composing.ts'
import { focusKeepingSelection } from '#client/selection/keep-selection.ts'
import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import { KeyboardGate } from '#components/keyboard/keyboard-gate.tsx'
import { useSelectedPassage } from '#components/selection/use-selected-passage.ts'
import { ChangesBar } from '#components/text-changes/changes-bar.tsx'
import { useDecide } from '#components/text-changes/use-decide.ts'
import { useNameOf, useTalkPlace } from '#components/threads/talk-place.tsx'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { excerpt } from '#components/ui/excerpt.ts'
import { describe } from '#domain/anchoring/describe.ts'
import { EXACT_MAX } from '#domain/anchoring/passage.ts'
import type { Annotation } from '#domain/annotation.ts'

type AttachProps = { annotations: readonly Annotation[]; annotationId: string }

/** In place of the menu on selected words: the next selection is where a note that lost its place may be attached. */
export function AttachMode({ annotations, annotationId }: AttachProps) {
  const { groupId, chapter } = useTalkPlace()
  const nameOf = useNameOf()
  const { article } = useChapterPage()
  const router = useRouter()
  const decide = useDecide(groupId)
  const [selected, dismiss, choice] = useSelectedPassage(article)
  const button = useRef<HTMLButtonElement>(null)
  useTabTo(button)
  const asked = selected?.focus
  useEffect(() => {
    if (asked && button.current) focusKeepingSelection(button.current)
  }, [asked])
  const changes = `/groups/${groupId}/changes` as Route
  const atHand = annotations.find(({ id }) => id === annotationId)
  const elsewhere = useNoteElsewhere(groupId, atHand ? null : annotationId)
  const annotation = atHand ?? elsewhere
  const passage = selected?.passage
  const tooLong = passage !== undefined && passage.end - passage.start > EXACT_MAX
  const quote = article && passage && !tooLong ? article.index.text.slice(passage.start, passage.end) : null

  async function attach() {
    if (!article || !passage || !annotation) return
    const { chapterRevision, start, end } = annotation
    const { revision = '' } = (article.index.root as HTMLElement).dataset
    const place = { chapterRevision, start, end }
    const done = await decide.attach({ annotationId, place }, chapter, revision, describe(article.index.text, passage))
    if (!done) return
    document.getSelection()?.removeAllRanges()
    dismiss()
    router.push(changes)
  }

  return (
    <ChangesBar label="Attach a note">
      <KeyboardGate choice={choice} />
      {annotation ? (
        <div className="min-w-0 max-w-prose flex-[1_1_16rem]">
          <p className="text-muted text-sm">
            {nameOf(annotation.creator, true)}’s note was on <q className="font-serif">{excerpt(annotation.exact, 60)}</q>
          </p>
          <p role="status">
            {tooLong ? (
              `Select fewer words: a passage may have ${EXACT_MAX.toLocaleString('en-GB')} letters.`
            ) : quote ? (
              <q className="font-serif">{excerpt(quote, 80)}</q>
            ) : (
              'Select the words that it belongs to.'
            )}
          </p>
        </div>
      ) : (
        <p role="status">{annotation === undefined ? 'One moment …' : 'This note cannot be found. It may have been deleted.'}</p>
      )}
      <div className="flex gap-2">
        {annotation && (
          <Button
            ref={button}
            variant="primary"
            aria-disabled={quote === null}
            busy={decide.busy}
            // A press must not take the selection away.
            onMouseDown={(event) => event.preventDefault()}
            onClick={attach}
          >
            Attach here
          </Button>
        )}
        <ButtonLink href={changes} prefetch={false}>
          Cancel
        </ButtonLink>
      </div>
    </ChangesBar>
  )
}

/** From the selected words Tab leads to the button, which stands far from them in the order of the page. */
function useTabTo(button: { current: HTMLButtonElement | null }): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isComposing(event)) return
      if (event.key !== 'Tab' || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return
      const { activeElement } = document
      const isReading =
        activeElement === null || activeElement === document.body || activeElement.closest('#chapter-text, main:focus') !== null
      if (!isReading || document.getSelection()?.isCollapsed !== false) return
      event.preventDefault()
      if (button.current) focusKeepingSelection(button.current)
    }
    document.addEventListener('keydown', onKeyDown, true)
    return () => document.removeEventListener('keydown', onKeyDown, true)
  }, [button])
}
