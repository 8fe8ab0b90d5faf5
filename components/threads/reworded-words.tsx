import { Difference } from '#components/ui/difference.tsx'
import { excerpt } from '#components/ui/excerpt.ts'
import type { Reworded } from '#domain/rewording.ts'
import * as say from '#messages/earlier-versions.ts'

/** Of a quote so much is shown, in UTF-16 units. */
const LONGEST = 120

type RewordedProps = { reworded: Reworded /** In which the members write. */; language?: string | undefined }

/** What became of one version: its words, and the passages that it rested on. */
export function RewordedWords({ reworded: { before, after, dropped, added }, language }: RewordedProps) {
  return (
    <>
      {before.body === after ? (
        <p className="text-muted">{say.sameWords()}</p>
      ) : (
        <div lang={language}>
          <Difference before={before.body} after={after} />
        </div>
      )}
      {dropped.length + added.length > 0 && (
        <ul aria-label={say.passages()} className="wrap-anywhere mt-1 list-disc ps-5">
          {dropped.map((quote) => (
            <li key={quote}>
              <del>“{excerpt(quote, LONGEST)}”</del>
            </li>
          ))}
          {added.map((quote) => (
            <li key={quote}>
              <ins className="bg-line">“{excerpt(quote, LONGEST)}”</ins>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
