import { Prose } from '#components/ui/prose.tsx'
import type { Footnote } from '#domain/guide.ts'

/** What the small numbers in the text lead to; each note leads back to every place that refers to it. */
export function Footnotes({ notes, language }: { notes: Footnote[]; language: string }) {
  if (notes.length === 0) return null
  return (
    <section aria-labelledby="footnotes-title" className="footnotes">
      <h2 id="footnotes-title">Footnotes</h2>
      <ol>
        {notes.map(({ number, html, places }) => (
          <li key={number} id={`footnote-${number}`} value={number} className="entry">
            <Prose html={html} lang={language} />
            {places.map((place, index) => (
              <a
                key={place}
                href={`#${place}`}
                aria-label={places.length > 1 ? `Back to the text, place ${index + 1}` : 'Back to the text'}
                className="no-print footnote-back link"
              >
                ↩{places.length > 1 && ` ${index + 1}`}
              </a>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
