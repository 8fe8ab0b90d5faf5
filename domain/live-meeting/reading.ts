import type { MeetingEvent } from '#domain/live-meeting/action.ts'
import type { MeetingRun, ReadingPart } from '#domain/live-meeting/run.ts'

/** About as much as one person likes to read aloud at a stretch: UTF-16 units, some two minutes. */
const STRETCH = 1_800

type Length = { label: string; length: number }

/**
 * Divides paragraphs into turns of about equal length among people, in their order. Everybody gets as many turns as everybody else, or
 * one more.
 * @param paragraphs in the order of the text; `length` in any unit
 * @param people ids, at least one
 */
export function shareReading(paragraphs: readonly Length[], people: readonly string[]): ReadingPart[] {
  const total = paragraphs.reduce((sum, { length }) => sum + length, 0)
  const rounds = Math.max(1, Math.round(total / (people.length * STRETCH)))
  const turns = Math.min(paragraphs.length, people.length * rounds)
  const parts: ReadingPart[] = []
  let [at, read] = [0, 0]
  for (let turn = 0; turn < turns; turn++) {
    const labels: string[] = []
    // Each later turn needs a paragraph at least; within that the turn ends where it is nearest to its share.
    const last = paragraphs.length - (turns - turn - 1)
    while (at < last) {
      const length = paragraphs[at]?.length ?? 0
      const share = (total * (turn + 1)) / turns
      if (labels.length > 0 && turn < turns - 1 && read + length / 2 > share) break
      labels.push(paragraphs[at]?.label ?? '')
      read += length
      at += 1
    }
    parts.push({ paragraphs: labels, readerId: people[turn % people.length] ?? '' })
  }
  return parts
}

/** What events about reading aloud do to a run. */
export function changeReading(run: MeetingRun, { action }: MeetingEvent): MeetingRun {
  const { reading } = run
  if (action.type === 'reading-opened') {
    if (reading?.id === action.readingId) return run
    const paragraph = action.parts[0]?.paragraphs[0] ?? run.paragraph
    return { ...run, paragraph, reading: { id: action.readingId, parts: action.parts, out: [] } }
  }
  if (!reading || !('readingId' in action) || action.readingId !== reading.id) return run
  switch (action.type) {
    case 'reading-given':
      return {
        ...run,
        reading: {
          ...reading,
          parts: reading.parts.map((part, at) => (at === action.part ? { ...part, readerId: action.readerId } : part)),
        },
      }
    case 'reading-left':
      return { ...run, reading: leave(reading, action.personId, currentPart(run)) }
    case 'reading-closed':
      // Everybody is back at what the item is about.
      return { ...run, reading: null, paragraph: run.items.find(({ id }) => id === run.currentId)?.paragraphs[0] ?? null }
    default:
      return run
  }
}

type Reading = NonNullable<MeetingRun['reading']>

/** Which turn holds the paragraph that is being read; -1 when none does. */
export const currentPart = ({ reading, paragraph }: Pick<MeetingRun, 'reading' | 'paragraph'>): number =>
  reading?.parts.findIndex(({ paragraphs }) => paragraph !== null && paragraphs.includes(paragraph)) ?? -1

/** Who reads after somebody, among those who still read; null when nobody else does. */
export function readerAfter({ parts, out }: Reading, personId: string): string | null {
  const readers = [...new Set(parts.map(({ readerId }) => readerId))].filter((id) => id === personId || !out.includes(id))
  const next = readers[(readers.indexOf(personId) + 1) % readers.length]
  return next === undefined || next === personId ? null : next
}

/** Whoever would rather not read leaves the turns from here on to the others, one after the other. */
function leave(reading: Reading, personId: string, from: number): Reading {
  if (reading.out.includes(personId)) return reading
  const out = [...reading.out, personId]
  const others = [...new Set(reading.parts.map(({ readerId }) => readerId))].filter((id) => !out.includes(id))
  if (others.length === 0) return { ...reading, out }
  let given = 0
  const parts = reading.parts.map((part, at) =>
    part.readerId === personId && at >= from ? { ...part, readerId: others[given++ % others.length] ?? personId } : part,
  )
  return { ...reading, parts, out }
}
