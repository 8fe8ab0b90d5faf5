/** How notes and their references are marked: by a number in brackets, raised or bare, or by a star or a dagger. */
export type MarkKind = 'square' | 'round' | 'raised' | 'bare' | 'sign'

/** A mark in a text: `at` and `length` say what of the text it is. */
export type NoteMark = { kind: MarkKind; key: string; at: number; length: number }

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const START =
  /^(?:\\?\[(\d{1,3})\\?\]\.?|\((\d{1,3})\)|(\d{1,3})(?:\\?[.)](?=\s)|(?=\s+["'“‘(]*\p{Lu}))|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|((?:\\?\*){1,3}|[†‡§]{1,2}))\s*(?=\S)/u
const REFERENCE = {
  square: /(?<=\S ?)\\?\[(\d{1,3})\\?\](?!\()/gu,
  round: /(?<=[\p{L}.,;:!?”’"'] ?)\((\d{1,3})\)/gu,
  raised: /(?<=\S)([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})/gu,
  bare: /(?<=\p{Ll}{2}[.,;:!?]?[”’"')]?)(\d{1,3})(?=[\s.,;:!?)”’]|$)/gu,
  sign: /(?<=[\p{L}.,;:!?”’"')])((?:\\?\*){1,3}|[†‡§]{1,2})(?=[\s.,;:!?)”’]|$)/gu,
} as const

/** Which references a note with a mark of some kind may answer. */
const ANSWERS: Record<MarkKind, readonly MarkKind[]> = {
  square: ['square', 'raised', 'bare'],
  round: ['round', 'raised', 'bare'],
  raised: ['raised', 'bare'],
  bare: ['square', 'round', 'raised', 'bare'],
  sign: ['sign'],
}

/** The mark with which a note begins; null when the text does not begin as notes do. */
export function findNoteStart(text: string): NoteMark | null {
  const found = START.exec(text)
  if (!found) return null
  const [whole, square, round, bare, raised, sign] = found
  const at = { at: 0, length: whole.length }
  if (square !== undefined) return { kind: 'square', key: square, ...at }
  if (round !== undefined) return { kind: 'round', key: round, ...at }
  if (bare !== undefined) return { kind: 'bare', key: bare, ...at }
  if (raised !== undefined) return { kind: 'raised', key: lowered(raised), ...at }
  return sign === undefined ? null : { kind: 'sign', key: sign.replaceAll('\\', ''), ...at }
}

/** The references of one kind in a text, in order. */
export function listReferences(text: string, kind: MarkKind): NoteMark[] {
  return [...text.matchAll(REFERENCE[kind])].map((found) => {
    const mark = found[1] ?? ''
    return { kind, key: kind === 'raised' ? lowered(mark) : mark.replaceAll('\\', ''), at: found.index, length: found[0].length }
  })
}

/** The kinds of reference that a note with this mark may answer, the likeliest first. */
export function answeredBy(kind: MarkKind): readonly MarkKind[] {
  return ANSWERS[kind]
}

function lowered(digits: string): string {
  return [...digits].map((digit) => RAISED.indexOf(digit)).join('')
}
