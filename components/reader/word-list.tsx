import type { Chapter } from '#domain/guide.ts'
import { lifeInWords, spanInWords } from '#domain/timeline.ts'

type WordListProps = { chapter: Pick<Chapter, 'terms' | 'people' | 'places' | 'dates'>; guideAddress: string }

/**
 * The terms, people, places and dates of a chapter; links in the text lead here. Each name leads on to its entry in the guide's
 * own lists, which says where else it appears.
 * @param guideAddress path of the guide that has the lists
 */
export function WordList({ chapter, guideAddress }: WordListProps) {
  const { terms, people, places, dates } = chapter
  if (terms.length + people.length + places.length + dates.length === 0) return null
  return (
    <section id="words" aria-labelledby="words-title">
      <h2 id="words-title">Words, people and dates</h2>
      <p className="mt-1 text-muted text-sm">Each name leads to its full entry, with every chapter in which it appears.</p>
      <Entries
        title="Words"
        page={`${guideAddress}/glossary`}
        entries={terms.map(({ id, term, definition }) => ({ id: `term-${id}`, name: term, words: definition }))}
      />
      <Entries
        title="People"
        page={`${guideAddress}/people`}
        entries={people.map(({ id, name, who, ...life }) => ({ id: `person-${id}`, name, more: lifeInWords(life), words: who }))}
      />
      <Entries
        title="Places"
        page={`${guideAddress}/glossary`}
        entries={places.map(({ id, name, where }) => ({ id: `place-${id}`, name, words: where }))}
      />
      <Entries
        title="Dates"
        page={`${guideAddress}/timeline`}
        entries={dates.map((event) => ({
          id: `date-${event.id}`,
          name: spanInWords(event),
          words: `${event.title}. ${event.text ?? ''}`.trim(),
        }))}
      />
    </section>
  )
}

type ListedEntry = { id: string; name: string; more?: string; words: string }

function Entries({ title, page, entries }: { title: string; page: string; entries: ListedEntry[] }) {
  if (entries.length === 0) return null
  return (
    <>
      <h3 className="label-caps mt-5 mb-1">{title}</h3>
      <dl className="divide-y divide-line">
        {entries.map(({ id, name, more, words }) => (
          <div key={id} id={id} className="entry py-2">
            <dt className="font-semibold">
              <a href={`${page}#${id}`} className="underline decoration-1 decoration-line underline-offset-4 hover:decoration-accent">
                {name}
              </a>
              {more && <span className="font-normal text-muted"> ({more})</span>}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
