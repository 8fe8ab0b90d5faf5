'use client'

import { type RefObject, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { NoteCard } from '#components/annotations/note-card.tsx'
import { useKeyboardWish } from '#components/chapter-state/keyboard-wish.tsx'
import { useNoteFilter } from '#components/chapter-state/note-filtering.tsx'
import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { useOpenedNotes } from '#components/chapter-state/opened-notes.tsx'
import { hasWords } from '#components/chapter-state/standing.ts'
import { LONG, type Stretch } from '#components/margin/card-column.ts'
import { type Listed, NEW_NOTE } from '#components/margin/use-listed-notes.ts'
import { Button } from '#components/ui/button.tsx'
import { later } from '#components/ui/later.tsx'
import type { Annotation } from '#domain/annotation.ts'

const NewNoteEditor = later(() => import('#components/annotations/new-note-editor.tsx').then((file) => file.NewNoteEditor))

/** Of a list that is not placed beside the text so many notes are there at first, and so many more each time its end comes near. */
const SOME = 30
/** How near to the window the end may come before the list grows. */
const NEAR = '900px'

type NoteListProps = {
  listed: readonly Listed[]
  unfold?: (place: string) => void
  list?: RefObject<HTMLOListElement | null>
  /** Which of them are to be there, where others are placed too; else the list grows at its end. */
  here?: Stretch
  /** Their words are not in the chapter any more. */
  lost?: boolean
}

/** Notes one after another. Of many only some are in the page, each with its position among all. */
export function NoteList({ listed, unfold, list, here, lost = false }: NoteListProps) {
  const { opened } = useOpenedNotes()
  const [some, setSome] = useState(SOME)
  /** The item that the focus is in, or was last. */
  const [entered, setEntered] = useState<string | null>(null)
  const isLong = listed.length > LONG
  const { from, to } = here ?? { from: 0, to: some }
  const isHere = ({ id }: Listed, at: number) =>
    !isLong || (at >= from && at < to) || id === opened?.frontId || id === entered || id === NEW_NOTE
  const items = listed.flatMap((item, at) => {
    const state = isHere(item, at) ? 'here' : here && (at === from - 1 || at === to) ? 'next' : null
    if (!state) return []
    const place = isLong ? { 'aria-posinset': at + 1, 'aria-setsize': listed.length } : {}
    return [<Item key={item.id} {...{ item, state, place, unfold, lost }} enter={() => setEntered(item.id)} />]
  })
  return (
    <>
      <ol ref={list} className={lost ? 'mt-2 space-y-2' : 'note-list'}>
        {items}
      </ol>
      {isLong && !here && listed.length > some && <More left={listed.length - some} more={() => setSome(some + SOME)} />}
    </>
  )
}

type ItemProps = {
  item: Listed
  /** `next`: beside those that are here; it leads those who go from note to note, by keys or with a screen reader, on to itself. */
  state: 'here' | 'next'
  /** Its position, where not all are in the page. */
  place: { 'aria-posinset'?: number; 'aria-setsize'?: number }
  unfold: NoteListProps['unfold']
  lost: boolean
  /** Said when the focus comes to it. */
  enter: () => void
}

function Item({ item, state, place, unfold, lost, enter }: ItemProps) {
  const li = useRef<HTMLLIElement>(null)
  if (state === 'next') {
    const go = () => {
      flushSync(enter)
      li.current?.querySelector<HTMLElement>('article, button')?.focus()
    }
    return (
      <li ref={li} data-note={item.id} data-stand-in="" {...place}>
        <button type="button" className="sr-only" onFocus={go} onClick={go}>
          More notes
        </button>
      </li>
    )
  }
  return (
    <li ref={li} data-note={item.id} {...place} onFocus={enter}>
      <ItemContent item={item} unfold={unfold} lost={lost} />
    </li>
  )
}

/** A button behind which notes wait, a note, or the one that is being written. */
function ItemContent({ item, unfold, lost }: Pick<ItemProps, 'item' | 'unfold' | 'lost'>) {
  if ('folded' in item) {
    return (
      <Button variant="plain" size="small" onClick={() => unfold?.(item.place)}>
        {item.folded === 1 ? '1 more note' : `${item.folded} more notes`}
        {item.place && ` on ${item.place}`}
      </Button>
    )
  }
  return item.annotation ? <Note annotation={item.annotation} isLost={lost} /> : <NewNoteEditor />
}

/** At the end of a list that grows: seen, it does by itself what pressing it does. */
function More({ left, more }: { left: number; more: () => void }) {
  const button = useRef<HTMLButtonElement>(null)
  const grow = useEffectEvent(more)
  useEffect(() => {
    if (!button.current) return
    const onLook: IntersectionObserverCallback = (entries, observer) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue
        grow()
        // It may be near still: what is observed anew is told of anew.
        observer.unobserve(target)
        observer.observe(target)
      }
    }
    const observer = new IntersectionObserver(onLook, { rootMargin: NEAR, scrollMargin: NEAR } as IntersectionObserverInit)
    observer.observe(button.current)
    return () => observer.disconnect()
  }, [])
  return (
    <Button ref={button} variant="plain" size="small" onClick={more}>
      {left === 1 ? '1 more note' : `${left} more notes`}
    </Button>
  )
}

function Note({ annotation, isLost }: { annotation: Annotation; isLost: boolean }) {
  const { commentsOn, placeOf, waiting, unfinished } = useNotes()
  const { opened, open } = useOpenedNotes()
  const { id } = annotation
  return (
    <NoteCard
      annotation={annotation}
      comments={commentsOn(id)}
      place={isLost ? '' : placeOf(annotation)}
      isNear={opened?.ids.includes(id) ?? false}
      isOpen={opened?.frontId === id}
      waits={waiting.has(id)}
      unfinished={unfinished.below(id)}
      open={open}
    />
  )
}

/** Notes on words that the chapter no longer has: nothing anybody wrote disappears without a trace. */
export function LostNotes() {
  const { shownLost } = useNoteFilter()
  if (shownLost.length === 0) return null
  const listed = shownLost.map((annotation) => ({ id: annotation.id, start: annotation.start, end: annotation.end, annotation }))
  return (
    <section aria-labelledby="lost-notes-title" className="mt-6">
      <h3 id="lost-notes-title">Without a place</h3>
      <p className="mt-1 text-muted text-sm">The chapter was edited since. {whyLost(shownLost)}</p>
      <NoteList listed={listed} lost />
    </section>
  )
}

/** A moment after an edit, notes may still be on their way into the new text. */
function whyLost(notes: readonly Annotation[]): string {
  if (notes.every(({ lost }) => lost)) return 'These notes were about words that are not in it any more.'
  return 'These notes are being carried over into the text of today.'
}

/** A switch that also lists marks without words. */
export function useQuietSwitch() {
  const { commentsOn } = useNotes()
  const { shown } = useNoteFilter()
  const [withQuiet, setWithQuiet] = useState(false)
  const quiet = useMemo(
    () => shown.filter((annotation) => !hasWords(annotation, commentsOn(annotation.id).length)).length,
    [shown, commentsOn],
  )
  const marks = quiet === 1 ? '1 highlight without a note' : `${quiet} highlights without a note`
  const quietSwitch = quiet > 0 && (
    <Button variant="plain" size="small" className="needs-script -ms-2.5" aria-pressed={withQuiet} onClick={() => setWithQuiet(!withQuiet)}>
      {withQuiet ? `Hide ${marks}` : `Show ${marks}`}
    </Button>
  )
  return { withQuiet, quietSwitch }
}

/** What stands in the place of notes that the browser still fetches. */
export const OnTheirWay = () => <p className="needs-script appears-late text-muted text-sm">The notes are on their way.</p>

/** What an empty list of notes says, and how to begin with any hand. */
export function HowToAnnotate({ empty }: { empty: boolean }) {
  const { known } = useNotes()
  const { wishKeyboard } = useKeyboardWish()
  return (
    <div className="needs-script text-muted text-sm">
      {empty && (known ? <p>Nobody has marked anything yet: select a few words to begin.</p> : <OnTheirWay />)}
      <div className="-ms-2.5 flex flex-wrap">
        <Button variant="plain" size="small" onClick={() => wishKeyboard('caret')}>
          Read with the keyboard
        </Button>
        <Button variant="plain" size="small" onClick={() => wishKeyboard('shortcuts')}>
          Shortcuts
        </Button>
      </div>
    </div>
  )
}
