'use client'

import { createContext, type ReactNode, useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { keepInPlace } from '#client/selection/keep-in-place.ts'
import { reveal } from '#client/selection/reveal.ts'
import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { useRequired } from '#components/ui/use-required.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

/** How long a passage that was asked for stays marked, in milliseconds. */
const FLASH = 1_500

/** The notes that are open: all that lie under a click, one of them in front. */
type Opened = { ids: readonly string[]; frontId: string }

/** `arrive`: the page has just been opened at these words. They are put there at once, and kept there while the page is still moving. */
type Reveal = boolean | 'arrive'

export type OpenedNotes = {
  opened: Opened | null
  /** @param how `focus` moves the keyboard's focus into the card; `reveal` scrolls its passage into view and flashes it */
  open: (ids: readonly string[], how?: { focus?: boolean; reveal?: Reveal }) => void
  /** Closes what is open, and the list of the narrow screen. */
  close: () => void
  /** The list of all notes on narrow screens. */
  listed: boolean
  list: () => void
  /** The passage that has just been asked for. */
  flashed: Passage | null
  /** Scrolls words into view and flashes them, without a note. */
  showPassage: (passage: Passage, how?: Reveal) => void
  /** Said by the sheet of narrow screens when it has come: only now is known what it covers. */
  arrive: () => void
}

const OpenedNotesContext = createContext<OpenedNotes | null>(null)

/** Which notes are open, and how to open and close them. */
export const useOpenedNotes = (): OpenedNotes => useRequired(OpenedNotesContext, 'OpenedNotesProvider')

/** Keeps which notes are open, and does to the page what opening one does. */
export function OpenedNotesProvider({ children }: { children: ReactNode }) {
  const { article, wide } = useChapterPage()
  const { standing } = useNotes()
  const [opened, setOpened] = useState<(Opened & { focus: boolean; shows: Reveal }) | null>(null)
  const [listed, setListed] = useState(false)
  const [flashed, setFlashed] = useState<Passage | null>(null)
  const stopKeeping = useRef(() => {})
  useEffect(() => () => stopKeeping.current(), [])

  const open = useCallback<OpenedNotes['open']>((ids, { focus = false, reveal: shows = false } = {}) => {
    const [first] = ids
    if (!first) return
    setListed(false)
    setOpened((known) => ({ ids, frontId: frontOf(known, ids) ?? first, focus, shows }))
  }, [])
  const close = useCallback(() => {
    setOpened(null)
    setListed(false)
  }, [])
  const list = useCallback(() => {
    setOpened(null)
    setListed(true)
  }, [])

  /** Into view, and marked for a moment if that was asked for. */
  const lead = useCallback(
    (passage: Passage, foot: number, how: Reveal) => {
      const range = article?.index.rangeOf(passage)
      if (!article || !range) return
      const { index } = article
      stopKeeping.current()
      reveal(range, foot, how === 'arrive')
      if (how === 'arrive') stopKeeping.current = keepInPlace(index.root, () => index.rangeOf(passage))
      if (how) setFlashed(passage)
    },
    [article],
  )
  const show = useEffectEvent(({ frontId, focus, shows }: NonNullable<typeof opened>) => {
    // On narrow screens there is no card until the sheet has come.
    if (focus) document.getElementById(`annotation-${frontId}`)?.focus({ preventScroll: true })
    const front = standing.find(({ id }) => id === frontId)
    // What was clicked is in view; only the sheet may have come over it.
    if (!front || (wide && !shows)) return
    const sheet = wide ? null : document.querySelector('.note-sheet:has(.note-sheet-head)')
    if (!wide && !sheet) return
    lead({ start: front.start, end: front.end }, sheet ? innerHeight - sheet.getBoundingClientRect().top : 0, shows)
  })
  useEffect(() => {
    if (opened) show(opened)
  }, [opened])
  // The same notes, opened anew: they are shown again.
  const arrive = useCallback(() => setOpened((known) => known && { ...known }), [])

  const showPassage = useCallback(
    (passage: Passage, how: Reveal = true) => {
      const range = article?.index.rangeOf(passage)
      if (!range) return
      setOpened(null)
      lead(passage, 0, how)
      // The keyboard goes on from here.
      document.getSelection()?.collapse(range.startContainer, range.startOffset)
    },
    [article, lead],
  )

  useEffect(() => {
    if (!flashed) return
    const timer = setTimeout(() => setFlashed(null), FLASH)
    return () => clearTimeout(timer)
  }, [flashed])

  const notes = useMemo(
    () => ({ opened, open, close, listed, list, flashed, showPassage, arrive }),
    [opened, open, close, listed, list, flashed, showPassage, arrive],
  )
  return <OpenedNotesContext value={notes}>{children}</OpenedNotesContext>
}

/** Clicking the same letters again brings the next of the notes that lie over one another to the front. */
function frontOf(known: Opened | null, ids: readonly string[]): string | undefined {
  if (!known || ids.length < 2 || known.ids.join() !== ids.join()) return undefined
  return ids[(ids.indexOf(known.frontId) + 1) % ids.length]
}
