import type { Motivation } from '#domain/annotation.ts'
import {
  asList,
  asRecord,
  asText,
  type Brought,
  type BroughtFile,
  broughtMoment,
  broughtName,
  passageOf,
} from '#domain/brought-notes/brought-note.ts'

/** Annotations as the W3C's Web Annotation Data Model writes them: a collection with its pages, one page, a list, or one alone. */
export function readW3c(file: unknown): BroughtFile {
  const items = itemsOf(file).map(asRecord)
  const keys = new Map(items.map((item) => [asText(item.id), keyOf(item)]))
  const open = items.filter((item) => !isSecret(item))
  const notes = open.map((item) => toBrought(item, keys))
  const told = notes.filter(({ passage, answers }) => passage !== null || answers !== null)
  return { notes: told, others: notes.length - told.length, secret: items.length - open.length }
}

function itemsOf(file: unknown): unknown[] {
  if (Array.isArray(file)) return file
  const { items, first, type } = asRecord(file)
  if (items !== undefined) return asList(items)
  if (first !== undefined) return asList(asRecord(first).items)
  return asList(type).includes('Annotation') ? [file] : []
}

/** Of a group's own words each names the group as its audience; what does not was private. */
const isSecret = ({ id, audience }: Record<string, unknown>) => audience === undefined && asText(id).includes('/web-annotations/')

const keyOf = ({ id, canonical }: Record<string, unknown>) => asText(canonical) || asText(id)

function toBrought(item: Record<string, unknown>, keys: ReadonlyMap<string, string>): Brought {
  const [target] = asList(item.target)
  const { source, selector } = asRecord(target)
  const passage = passageOf(asText(source) || asText(asRecord(source).id), selector)
  const bodies = [...asList(item.body).map(asRecord), { value: item.bodyValue }]
  const tags = bodies.filter(({ purpose }) => purpose === 'tagging').map(({ value }) => asText(value))
  const words = bodies.filter(({ purpose }) => purpose !== 'tagging' && purpose !== 'quoting').map(({ value }) => asText(value))
  const body = words.filter((text) => text.trim() !== '').join('\n\n')
  const creator = asRecord(asList(item.creator)[0])
  return {
    key: keyOf(item),
    answers: passage === null ? (keys.get(asText(target)) ?? null) : null,
    passage,
    creator: broughtName(creator.name) ?? broughtName(creator.nickname),
    createdAt: broughtMoment(item.created),
    body,
    tags: tags.filter((tag) => tag !== ''),
    motivation: motivationOf(asList(item.motivation), body),
    deleted: asList(item.type).includes('as:Tombstone'),
  }
}

function motivationOf(given: unknown[], body: string): Motivation {
  if (given.includes('questioning')) return 'questioning'
  return body === '' ? 'highlighting' : 'commenting'
}
