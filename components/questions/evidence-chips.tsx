'use client'

import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { quoteOf } from '#components/passages/passage-quote.ts'
import { passageFragment } from '#domain/anchoring/passage-fragment.ts'
import type { Evidence } from '#domain/answer.ts'
import * as say from '#messages/answers.ts'

/** The passages that an answer rests on, each leading to its words; an answer without one says so. */
export function EvidenceChips({ evidence }: { evidence: Evidence }) {
  const { placeOf, revision } = useNotes()
  if (evidence.length === 0) return <p className="text-muted text-sm">{say.noPassage()}</p>
  return (
    <ul aria-label={say.passagesOf()} className="flex flex-wrap gap-1.5">
      {evidence.map((passage) => (
        <li key={`${passage.start}-${passage.end}`} className="min-w-0 max-w-full">
          <a
            href={passageFragment(passage)}
            className="wrap-anywhere inline-block rounded-md border border-muted px-2 py-0.5 text-sm hover:border-accent hover:text-accent"
          >
            {passage.chapterRevision === revision && `${placeOf(passage)} `}“{quoteOf(passage)}”
          </a>
        </li>
      ))}
    </ul>
  )
}
