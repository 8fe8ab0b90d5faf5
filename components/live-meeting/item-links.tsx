import type { Route } from 'next'
import Link from 'next/link'
import type { RunItem } from '#domain/live-meeting/action.ts'
import * as m from '#messages/live-talk.ts'

/** So many paragraphs are named one by one; of more the first, from which one reads on. */
const MOST_NAMED = 6

type LinksProps = {
  item: Pick<RunItem, 'slot' | 'chapter' | 'questionId' | 'paragraphs'>
  /** The group's address, and the meeting's own chapter. */
  groupBase: string
  chapter: string
}

/** From an item of an agenda to its question and its paragraphs in the chapter. */
export function ItemLinks({ item, groupBase, chapter }: LinksProps) {
  const base = `${groupBase}/${item.chapter ?? chapter}`
  const all = item.paragraphs
  const named = all.length > MOST_NAMED ? all.slice(0, 1) : all
  const to = (anchor: string, words: string) => (
    <Link key={anchor} href={`${base}${anchor}` as Route} prefetch={false} className="inline-flex items-center target link">
      {words}
    </Link>
  )
  return (
    <>
      {item.questionId !== null && to(`#question-${item.questionId}`, m.toQuestion())}
      {item.slot === 'READING' && all.length === 0 && to('', m.toText())}
      {named.map((label) => to(`#p${label}`, `¶\u00A0${label}`))}
    </>
  )
}
