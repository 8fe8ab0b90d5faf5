import type { ReactNode } from 'react'
import { Appearances } from '#components/guides/appearances.tsx'
import type { Appearance } from '#domain/guide-entries.ts'

/** An entry of a list as it is shown; `anchor` is its id on the page, the same as in the chapters. */
export type ShownEntry = { anchor: string; name: ReactNode; words: string; appearances: Appearance[] }

/** Entries one below the other; names stand in a column of their own where there is room. */
export function EntryList({ guide, entries }: { guide: string; entries: ShownEntry[] }) {
  return (
    <dl className="divide-y divide-line">
      {entries.map(({ anchor, name, words, appearances }) => (
        <div key={anchor} id={anchor} className="entry gap-x-8 py-3 sm:grid sm:grid-cols-[14rem_minmax(0,34rem)]">
          <dt className="font-semibold">{name}</dt>
          <dd>
            <p>{words}</p>
            <Appearances guide={guide} appearances={appearances} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
