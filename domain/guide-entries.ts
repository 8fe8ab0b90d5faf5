import type { DatedEvent, Person, Place, Term } from '#domain/guide.ts'
import type { FilledPeriod } from '#domain/timeline.ts'

/** A chapter in which an entry of a list appears. */
export type Appearance = {
  /** The chapter's address in its guide. */
  chapter: string
  number: number
  /** Name of the first paragraph that links to the entry; null when the chapter only lists it. */
  paragraph: string | null
}

/** An entry of a list under its id, with the chapters in which it appears, in their order. */
export type Entry<Kind> = Kind & { id: string; appearances: Appearance[] }

/** Everything in a guide's four lists. Terms and places are in alphabetical order, people in that of their file, dates in that of time. */
export type GuideEntries = {
  terms: Entry<Term>[]
  people: Entry<Person>[]
  places: Entry<Place>[]
  dates: Entry<DatedEvent>[]
}

/** A period of the timeline with its events. */
export type TimelinePeriod = FilledPeriod<Entry<DatedEvent>>
