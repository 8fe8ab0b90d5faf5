import { plainInline } from '#domain/import/blocks/inline.ts'
import { append } from '#domain/import/blocks/long-lists.ts'
import { type Piece, textsOf } from '#domain/import/blocks/piece.ts'
import type { ReportEntry } from '#domain/import/blocks/text.ts'
import type { PieceSection } from '#domain/import/chapters/piece-section.ts'
import { readTitle, titleKey } from '#domain/import/heading-words/titles.ts'
import { answeredBy, listReferences } from '#domain/import/notes/note-marks.ts'
import { pairNotesBelow } from '#domain/import/notes/notes-below.ts'
import { type LooseNote, looseNotes, pairNotes } from '#domain/import/notes/pair-notes.ts'

const NOTES_TITLE =
  /^(?:(?:end|foot)?notes?(?: and references)?|references|anmerkungen|fußnoten|aante?e?keningen(?: en ophelderingen)?|notes de l['’]auteur|note|note a piè di pagina|notas|przypisy|примечания|сноски|noter|noten)[:.]?$/iu

/**
 * Pairs the notes at the ends of chapters, and those at the end of the text, with the references to them, and puts every note
 * into the section that refers to it. What cannot be paired stays as text and is a doubt.
 * @param ids gives a new id at each call
 */
export function settleNotes(sections: readonly PieceSection[], ids: () => string, report: ReportEntry[]): PieceSection[] {
  const settled = sections.map((section) => {
    if (section.part === 'back') return section
    return pairAtEnd({ ...section, pieces: pairNotesBelow(section.pieces, ids, report) }, ids, report)
  })
  const isOfNotes = (section: PieceSection) => section.part === 'back' && NOTES_TITLE.test(section.title)
  const hasPaired = (section: PieceSection) => isOfNotes(section) && section.pieces.some(({ block }) => block.kind === 'note')
  const rest = settled.filter((section) => !(isOfNotes(section) && !hasPaired(section) && pairBackNotes(settled, section, ids, report)))
  const emptied = new Set(rest.flatMap((section, at) => (hasPaired(section) ? [at] : [])))
  return placeNotes(rest, report).filter((section, at) => !(emptied.has(at) && isEmptied(section, report)))
}

/** True when nothing but headings is left of a section, whose notes stand in the chapters now; they are in the report. */
function isEmptied({ title, origin, pieces }: PieceSection, report: ReportEntry[]): boolean {
  if (pieces.some(({ block }) => block.kind !== 'heading' && block.kind !== 'divider')) return false
  const before = [title, ...pieces.flatMap(({ block }) => textsOf(block).map(plainInline))].join(' · ')
  report.push({ kind: 'dropped', origin, reason: 'heading of the notes', before, after: null })
  return true
}

/** The notes at the end of a section: what follows its heading "Notes", or the numbered paragraphs with which it ends. */
function pairAtEnd(section: PieceSection, ids: () => string, report: ReportEntry[]): PieceSection {
  const heading = section.pieces.findLastIndex(({ block }) => block.kind === 'heading' && NOTES_TITLE.test(plainInline(block.text)))
  const head = section.pieces[heading]
  if (head && section.pieces.slice(heading + 1).every(({ block }) => block.kind === 'note') && hasNotes(section)) {
    report.push(headOfNotes(head))
    return { ...section, pieces: section.pieces.filter((piece) => piece !== head) }
  }
  let from = section.pieces.length
  while (from > 0 && isNotePiece(section.pieces[from - 1])) from -= 1
  if (heading >= 0 && from !== heading + 1) return section
  const notes = section.pieces.slice(from).flatMap(looseNotes)
  if (notes.length === 0 || !countsUp(notes)) return section
  const rule = heading < 0 && section.pieces[from - 1]?.block.kind === 'divider' ? from - 1 : heading
  const body = section.pieces.slice(0, rule >= 0 ? rule : from)
  const paired = pairNotes(body, notes, ids, report)
  if (paired.notes.length === 0) {
    for (const note of heading >= 0 ? notes : []) doubt(note, report)
    return section
  }
  const above = section.pieces[rule]
  const keepsHead = paired.left.length > 0 && above !== undefined
  if (above?.block.kind === 'heading' && !keepsHead) report.push(headOfNotes(above))
  return { ...section, pieces: [...paired.body, ...(keepsHead ? [above] : []), ...leftOver(paired.left, report), ...paired.notes] }
}

const hasNotes = ({ pieces }: PieceSection) => pieces.some(({ block }) => block.kind === 'note')

function headOfNotes({ block }: Piece): ReportEntry {
  const before = textsOf(block).map(plainInline).join(' ')
  return { kind: 'dropped', origin: block.origin, reason: 'heading of the notes', before, after: null }
}

/** Notes at the end of the text; true when all of them found their places, so that nothing is left of the section. */
function pairBackNotes(sections: PieceSection[], back: PieceSection, ids: () => string, report: ReportEntry[]): boolean {
  const bodies = sections.filter((section) => section.part !== 'back')
  const rest: Piece[] = []
  let found = 0
  let turn = 0
  const all = runsOfNotes(back.pieces)
  const runs = all.filter(({ notes }) => notes.length > 0)
  for (const run of all) {
    if (run.notes.length === 0) {
      append(rest, run.pieces)
      continue
    }
    const named = bodies.find(
      (body) =>
        (run.under.key !== '' && titleKey(body.title) === run.under.key) || (run.under.number !== null && body.number === run.under.number),
    )
    let left = run.notes
    for (const target of named ? [named] : bodies.slice(turn)) {
      const own = named ? left : upTo(left, target)
      const paired = pairNotes(target.pieces, own, ids, report)
      if (paired.notes.length === 0) continue
      target.pieces = [...paired.body, ...paired.notes]
      found += paired.notes.length
      left = [...paired.left, ...left.filter((note) => !own.includes(note))]
      turn = bodies.indexOf(target) + 1
      // Notes that count through the whole book are one run.
      if (left.length === 0 || (restarts(run.notes) && runs.length > 1)) break
    }
    append(rest, left.length === run.notes.length ? run.pieces : leftOver(left, report))
  }
  if (found === 0) {
    report.push({ kind: 'doubt', origin: back.origin, reason: 'notes that nothing refers to', before: back.title, after: back.title })
    return false
  }
  back.pieces = rest
  if (rest.some(({ block }) => block.kind !== 'heading')) return false
  const before = [back.title, ...rest.flatMap(({ block }) => textsOf(block).map(plainInline))].join(' · ')
  report.push({ kind: 'dropped', origin: back.origin, reason: 'heading of the notes', before, after: null })
  return true
}

/** Notes that count up together, and the heading above them; or, without notes, a piece that is none. */
type NoteRun = { pieces: Piece[]; notes: LooseNote[]; under: { key: string; number: number | null } }

function runsOfNotes(pieces: readonly Piece[]): NoteRun[] {
  const runs: NoteRun[] = []
  let under: NoteRun['under'] = { key: '', number: null }
  for (const piece of pieces) {
    const notes = looseNotes(piece)
    const last = runs.at(-1)
    if (piece.block.kind === 'heading') {
      const title = readTitle(plainInline(piece.block.text))
      under = { key: titleKey(title.title), number: title.number }
    }
    const goesOn = last && last.notes.length > 0 && notes.length > 0 && Number(notes[0]?.mark.key) > Number(last.notes.at(-1)?.mark.key)
    if (!goesOn) {
      runs.push({ pieces: [piece], notes, under })
      continue
    }
    last.pieces.push(piece)
    append(last.notes, notes)
  }
  return runs
}

/** A run that begins with one is of a single chapter. */
function restarts(run: readonly LooseNote[]): boolean {
  return run[0]?.mark.key === '1'
}

function upTo(notes: readonly LooseNote[], target: PieceSection): LooseNote[] {
  const kinds = answeredBy(notes[0]?.mark.kind ?? 'bare')
  const texts = target.pieces.flatMap(({ block }) => textsOf(block))
  const keys = new Set(
    texts.flatMap((text) => kinds.flatMap((kind) => listReferences(text, kind, 'markdown').map((reference) => reference.key))),
  )
  return notes.filter((note) => keys.has(note.mark.key))
}

function isNotePiece(piece: Piece | undefined): boolean {
  return piece !== undefined && looseNotes(piece).length > 0
}

function countsUp(notes: readonly LooseNote[]): boolean {
  return notes.every((note, at) => at === 0 || note.mark.kind === 'sign' || Number(note.mark.key) === Number(notes[at - 1]?.mark.key) + 1)
}

function leftOver(notes: readonly LooseNote[], report: ReportEntry[]): Piece[] {
  return notes.map((note) => {
    doubt(note, report)
    const text = `${note.mark.length > 0 ? note.printed : `${note.mark.key}\\.`} ${note.text}`
    return { block: { kind: 'paragraph', origin: note.origin, text }, places: [], page: false, entry: null }
  })
}

function doubt(note: LooseNote, report: ReportEntry[]): void {
  const text = `${note.printed || note.mark.key} ${plainInline(note.text)}`
  report.push({ kind: 'doubt', origin: note.origin, reason: 'note without a reference', before: text, after: text })
}

/** Every note at the end of the section that refers to it; one that nothing refers to becomes a paragraph. */
function placeNotes(sections: readonly PieceSection[], report: ReportEntry[]): PieceSection[] {
  const notes = new Map(
    sections.flatMap(({ pieces }) => pieces.flatMap((piece) => (piece.block.kind === 'note' ? [[piece.block.id, piece] as const] : []))),
  )
  if (notes.size === 0) return [...sections]
  const used = new Set<string>()
  const placed = sections.map((section) => {
    const ids = new Set<string>()
    const collect = (piece: Piece) => {
      for (const text of textsOf(piece.block)) for (const [, id = ''] of text.matchAll(/(?<!\\)\[\^([^\]]+)\]/g)) ids.add(id)
    }
    for (const piece of section.pieces) if (piece.block.kind !== 'note') collect(piece)
    for (const id of ids) for (const note of [notes.get(id)]) if (note) collect(note)
    for (const id of ids) used.add(id)
    return { section, ids }
  })
  return placed.map(({ section, ids }) => {
    const body = section.pieces.flatMap((piece): Piece[] => {
      if (piece.block.kind !== 'note') return [piece]
      if (used.has(piece.block.id)) return []
      const text = piece.block.text
      report.push({
        kind: 'doubt',
        origin: piece.block.origin,
        reason: 'note without a reference',
        before: plainInline(text),
        after: plainInline(text),
      })
      return [{ ...piece, block: { kind: 'paragraph', origin: piece.block.origin, text } }]
    })
    return { ...section, pieces: [...body, ...[...ids].flatMap((id) => notes.get(id) ?? [])] }
  })
}
