import 'server-only'
import type { z } from 'zod'
import { type DatedEvent, type Person, type Place, Slug, type Term } from '#domain/guide.ts'
import type { Report } from '#server/content/problem.ts'
import { checkSettings, parseSettings } from '#server/content/settings-block.ts'
import type { Typesetter } from '#server/content/typeset.ts'

/** The four lists of a guide, id → entry. */
export type GuideLists = {
  terms: Map<string, Term>
  people: Map<string, Person>
  places: Map<string, Place>
  dates: Map<string, DatedEvent>
}

/** Those of an imported guide, which has none of its own. */
export const NO_LISTS: GuideLists = { terms: new Map(), people: new Map(), places: new Map(), dates: new Map() }

/**
 * Reads one list. What cannot be read is reported and left out.
 * @param schema of one entry
 * @param source the YAML file, or null when the guide has none
 */
export function readList<Entry extends object>(
  schema: z.ZodType<Entry>,
  source: string | null,
  typesetter: Typesetter,
  report: Report,
): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  const block = source === null ? null : parseSettings(source, 1, report)
  if (!block) return entries
  if (typeof block.value !== 'object' || block.value === null || Array.isArray(block.value)) {
    report(1, 'write an id, a colon and, below it, the fields of the entry')
    return entries
  }
  for (const [id, value] of Object.entries(block.value)) {
    const slug = Slug.safeParse(id)
    if (!slug.success) report(block.lineOfKey([], id), `the id "${id}" does not fit: ${slug.error.issues[0]?.message}`)
    const entry = checkSettings(schema, block, report, value, [id])
    if (!entry) {
      // The guide is refused already; the id counts as defined, so that its links are not told as well.
      entries.set(id, value as Entry)
      continue
    }
    if ('until' in entry && 'date' in entry && String(entry.until) <= String(entry.date)) {
      report(block.lineOf([id, 'until']), `"until" of "${id}" must be later than "date"`)
    }
    entries.set(id, mapTexts(entry, typesetter))
  }
  return entries
}

/** Every text of an entry with typographic marks; dates and years have none. */
function mapTexts<Entry extends object>(entry: Entry, { text }: Typesetter): Entry {
  const fields = Object.entries(entry).map(([field, value]) => [field, typeof value === 'string' ? text(value) : value])
  return Object.fromEntries(fields) as Entry
}
