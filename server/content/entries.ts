import 'server-only'
import type { Chapter } from '#domain/guide.ts'
import type { Appearance, Entry, GuideEntries } from '#domain/guide-entries.ts'
import type { GuideLists } from '#server/content/guide-lists.ts'
import { entryId, type ListName } from '#server/content/links.ts'

/** Everything in a guide's lists, in the order in which it is shown, with the chapters in which it appears. */
export function collectEntries(lists: GuideLists, chapters: Chapter[]): GuideEntries {
  const collect = <Kind>(list: ListName, entries: Map<string, Kind>): Entry<Kind>[] =>
    [...entries].map(([id, entry]) => ({ ...entry, id, appearances: appearancesOf(list, id, chapters) }))
  return {
    terms: collect('terms', lists.terms).sort((one, other) => alphabetical(one.term, other.term)),
    people: collect('people', lists.people),
    places: collect('places', lists.places).sort((one, other) => alphabetical(one.name, other.name)),
    dates: collect('dates', lists.dates).sort((one, other) => (one.date < other.date ? -1 : Number(one.date > other.date))),
  }
}

function appearancesOf(list: ListName, id: string, chapters: Chapter[]): Appearance[] {
  const inChapters = chapters.filter((chapter) => chapter[list].some((entry) => entry.id === id))
  return inChapters.map(({ slug, number, mentions }) => ({ chapter: slug, number, paragraph: mentions[entryId(list, id)] ?? null }))
}

function alphabetical(one: string, other: string): number {
  return one.localeCompare(other, 'en', { sensitivity: 'base' })
}
