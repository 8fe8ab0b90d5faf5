import { EntryList } from '#components/guides/entry-list.tsx'
import type { Guide } from '#domain/guide.ts'
import type { GuideEntries } from '#domain/guide-entries.ts'

/** Terms under their first letters, then places. */
export function Glossary({ guide, terms, places }: { guide: Guide } & Pick<GuideEntries, 'terms' | 'places'>) {
  const letters = [...Map.groupBy(terms, ({ term }) => initial(term))]
  return (
    <div lang={guide.language}>
      {letters.length > 0 && (
        <nav aria-label="Letters" className="no-print mb-6">
          <ul className="flex flex-wrap">
            {letters.map(([letter]) => (
              <li key={letter}>
                <a href={`#letter-${letter.toLowerCase()}`} className="flex items-center justify-center link target">
                  {letter}
                </a>
              </li>
            ))}
            {places.length > 0 && (
              <li className="ms-2">
                <a href="#places" className="flex items-center link target">
                  Places
                </a>
              </li>
            )}
          </ul>
        </nav>
      )}
      {letters.map(([letter, entries]) => (
        <section key={letter} id={`letter-${letter.toLowerCase()}`} aria-label={letter} className="mt-6">
          <h2 className="border-line border-b pb-1">{letter}</h2>
          <EntryList
            guide={guide.slug}
            entries={entries.map(({ id, term, definition, appearances }) => ({
              anchor: `term-${id}`,
              name: term,
              words: definition,
              appearances,
            }))}
          />
        </section>
      ))}
      {places.length > 0 && (
        <section id="places" aria-labelledby="places-title" className="mt-12">
          <h2 id="places-title" className="border-line border-b pb-1">
            Places
          </h2>
          <EntryList
            guide={guide.slug}
            entries={places.map(({ id, name, where, appearances }) => ({ anchor: `place-${id}`, name, words: where, appearances }))}
          />
        </section>
      )}
    </div>
  )
}

/** The letter under which a term stands: without accents, in capitals; a sign or a digit stands under #. */
function initial(term: string): string {
  const letter = term.normalize('NFD').match(/\p{L}/u)?.[0]?.toUpperCase()
  return letter ?? '#'
}
