import { diffWordsWithSpace } from 'diff'

/** So many words may have come and gone before two texts are shown one after the other; more would keep an old phone busy. */
const MOST_EDITS = 400

/** Two texts in one, word by word: what went is crossed out, what came is underlined. */
export function Difference({ before, after }: { before: string; after: string }) {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ]
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      {parts.map(({ value, removed, added }, at) => {
        const key = `${at} ${value.length}`
        if (removed) return <del key={key}>{value}</del>
        if (!added) return <span key={key}>{value}</span>
        return (
          <ins key={key} className="bg-line">
            {value}
          </ins>
        )
      })}
    </p>
  )
}
