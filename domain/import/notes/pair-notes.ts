import { plainInline } from '#domain/import/blocks/inline.ts'
import { mapTexts, markAt, type Piece, textsOf } from '#domain/import/blocks/piece.ts'
import type { Origin, ReportEntry } from '#domain/import/blocks/text.ts'
import { answeredBy, findNoteStart, listReferences, type MarkKind, type NoteMark } from '#domain/import/notes/note-marks.ts'

/** A paragraph or an item of a list that may be a note. */
export type LooseNote = { mark: NoteMark; printed: string; text: string; origin: Origin }

/** What came of notes and the text they may belong to. */
export type Paired = { body: Piece[]; notes: Piece[]; left: LooseNote[] }

/** "[Footnote 3: …]" or "[3: …]", as typists set a note right below the paragraph that refers to it, or at the end of the text. */
const WORDED = /^\\?\[(?:\p{L}{4,10}\s+)?(\d{1,3}):\.?\s*(?=\S.*\]$)/su

/** The notes that a piece holds: one in a paragraph, many in a numbered list; empty when it is something else. */
export function looseNotes({ block, places }: Piece): LooseNote[] {
  if (block.kind === 'paragraph' || block.kind === 'verse') {
    // A note on two short lines looks like verse.
    const whole = textsOf(block).join(' ')
    const worded = WORDED.exec(whole)
    if (worded) {
      const [printed, key = ''] = worded
      const text = whole.slice(printed.length).replace(/\\?\]$/, '')
      return [{ mark: { kind: 'square', key, at: 0, length: printed.length }, printed: printed.trim(), text, origin: block.origin }]
    }
  }
  if (block.kind === 'paragraph') {
    const mark = findNoteStart(block.text, 'markdown')
    return mark
      ? [{ mark, printed: block.text.slice(0, mark.length).trim(), text: block.text.slice(mark.length), origin: block.origin }]
      : []
  }
  if (block.kind !== 'list' || !block.ordered) return []
  return block.items.map((text, index) => {
    const key = String(markAt(block, index).number ?? index + 1)
    const origin = places[index]?.[0]?.origin ?? block.origin
    return { mark: { kind: 'bare', key, at: 0, length: 0 }, printed: `${key}.`, text, origin }
  })
}

/**
 * Pairs notes with the references to them in a text. All references must be of one kind, and at least half of the notes
 * must find theirs; else nothing is changed.
 * @param ids gives a new id at each call
 */
export function pairNotes(body: readonly Piece[], notes: readonly LooseNote[], ids: () => string, report: ReportEntry[]): Paired {
  const kind = likeliestKind(body, notes)
  const keys = new Set(kind ? notes.map((note) => note.mark.key) : [])
  const counts = kind ? countReferences(body, kind) : new Map<string, number>()
  const sure = (key: string) =>
    keys.has(key) && (counts.get(key) ?? 0) > 0 && (kind === 'square' || kind === 'raised' || counts.get(key) === 1)
  const found = notes.filter((note) => sure(note.mark.key))
  const names = new Map<string, string>()
  if (kind === null || found.length * 2 < notes.length) return { body: [...body], notes: [], left: [...notes] }
  const paired = found.map((note): Piece => {
    const id = ids()
    names.set(note.mark.key, id)
    return { block: { kind: 'note', id, text: note.text, origin: note.origin }, places: [], page: false, entry: null }
  })
  const printedMarks = new Map<string, string[]>()
  const text = body.map((piece) => ({ ...piece, block: mapTexts(piece.block, (one) => refer(one, kind, names, printedMarks)) }))
  for (const note of found) {
    const marks = [...(printedMarks.get(note.mark.key) ?? []), note.printed].join(' … ')
    const own = plainInline(note.text)
    report.push({
      kind: 'mended',
      origin: note.origin,
      reason: 'note paired with its reference',
      before: `${plainInline(marks)} ${own}`,
      after: own,
    })
  }
  return { body: text, notes: paired, left: notes.filter((note) => !names.has(note.mark.key)) }
}

function refer(text: string, kind: MarkKind, names: ReadonlyMap<string, string>, printed: Map<string, string[]>): string {
  let written = ''
  let from = 0
  for (const { key, at, length } of listReferences(text, kind, 'markdown')) {
    const id = names.get(key)
    if (id === undefined) continue
    printed.set(key, [...(printed.get(key) ?? []), text.slice(at, at + length)])
    written += `${text.slice(from, at).trimEnd()}[^${id}]`
    from = at + length
  }
  return written + text.slice(from)
}

function likeliestKind(body: readonly Piece[], notes: readonly LooseNote[]): MarkKind | null {
  const first = notes[0]
  if (!first) return null
  const keys = new Set(notes.map((note) => note.mark.key))
  let best: { kind: MarkKind; answered: number } | null = null
  for (const kind of answeredBy(first.mark.kind)) {
    const counts = countReferences(body, kind)
    const answered = [...keys].filter((key) => counts.has(key)).length
    if (answered > (best?.answered ?? 0)) best = { kind, answered }
  }
  return best?.kind ?? null
}

function countReferences(body: readonly Piece[], kind: MarkKind): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { block } of body) {
    if (block.kind === 'note' || block.kind === 'heading') continue
    for (const text of textsOf(block))
      for (const { key } of listReferences(text, kind, 'markdown')) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
