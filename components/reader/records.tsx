import { ParagraphLinks } from '#components/reader/paragraph-links.tsx'
import type { Companion, RecordNote } from '#domain/guide.ts'

/**
 * Where the work simplifies, is disputed or errs. Each note is fixed to words of one paragraph, of
 * the companion's chapter when there is one, and links back to them.
 */
export function Records({ records, companion }: { records: RecordNote[]; companion: Companion | null }) {
  if (records.length === 0) return null
  return (
    <section aria-labelledby="records-title">
      <h2 id="records-title">Check the record</h2>
      <ul className="mt-3 divide-y divide-line">
        {records.map(({ id, paragraph, passage, note, sources }) => (
          <li key={id} id={`record-${id}`} className="entry py-4">
            <p className="mb-1">
              <ParagraphLinks labels={[paragraph]} companion={companion} />
              <q className="font-serif">{passage}</q>
            </p>
            <p>{note}</p>
            {sources.length > 0 && (
              <ul className="mt-2 text-muted text-sm">
                {sources.map((source) => (
                  <li key={source}>{source}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
