import type { ReactNode } from 'react'
import type { Chapter, DatedEvent, Person } from '#domain/guide.ts'

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** A date of the timeline in words: `1903-07-30` is "30 July 1903". */
function dateInWords(date: string): string {
  const [year, month, day] = date.split('-')
  return [day && Number(day), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(' ')
}

function span({ date, until }: DatedEvent): string {
  return until ? `${dateInWords(date)} to ${dateInWords(until)}` : dateInWords(date)
}

function life({ born, died }: Person): string {
  if (born && died) return ` (${born}–${died})`
  if (born) return ` (born ${born})`
  return died ? ` (died ${died})` : ''
}

/** The terms, people, places and dates of a chapter; links in the text lead here. */
export function WordList({ chapter }: { chapter: Pick<Chapter, 'terms' | 'people' | 'places' | 'dates'> }) {
  const { terms, people, places, dates } = chapter
  if (terms.length + people.length + places.length + dates.length === 0) return null
  return (
    <section id="words" aria-labelledby="words-title">
      <h2 id="words-title">Words, people and dates</h2>
      <Entries title="Words" entries={terms.map(({ id, term, definition }) => [`term-${id}`, term, definition])} />
      <Entries
        title="People"
        entries={people.map((person) => [
          `person-${person.id}`,
          <>
            {person.name}
            <span className="font-normal text-muted">{life(person)}</span>
          </>,
          person.who,
        ])}
      />
      <Entries title="Places" entries={places.map(({ id, name, where }) => [`place-${id}`, name, where])} />
      <Entries
        title="Dates"
        entries={dates.map((event) => [`date-${event.id}`, span(event), `${event.title}. ${event.text ?? ''}`.trim()])}
      />
    </section>
  )
}

type Entry = [id: string, name: ReactNode, words: string]

function Entries({ title, entries }: { title: string; entries: Entry[] }) {
  if (entries.length === 0) return null
  return (
    <>
      <h3 className="label-caps mt-5 mb-1">{title}</h3>
      <dl className="divide-y divide-line">
        {entries.map(([id, name, words]) => (
          <div key={id} id={id} className="entry py-2">
            <dt className="font-semibold">{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
