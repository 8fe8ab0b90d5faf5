/** How notes and their references are marked: by a number in brackets or braces, raised or bare, or by a star or a dagger. */
export type MarkKind = 'square' | 'round' | 'braced' | 'raised' | 'bare' | 'sign'

/** A mark in a text: `at` and `length` say what of the text it is. */
export type NoteMark = { kind: MarkKind; key: string; at: number; length: number }

/** How a text is written: in inline Markdown a bare star is emphasis, and only an escaped one is a star. */
export type Form = 'plain' | 'markdown'

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const STARS = { plain: '\\*{1,3}', markdown: '(?:\\\\\\*){1,3}' }

const PATTERNS = { plain: patterns('plain'), markdown: patterns('markdown') }

function patterns(form: Form): { start: RegExp; reference: Record<MarkKind, RegExp> } {
  const sign = `${STARS[form]}|[†‡§]{1,2}`
  return {
    start: new RegExp(
      `^(?:\\\\?\\[(\\d{1,3})\\\\?\\]\\.?|\\((\\d{1,3})\\)|\\{(\\d{1,3})\\}|(\\d{1,3})(?:\\\\?[.)](?=\\s)|(?=\\s+["'“‘(]*\\p{Lu}))|([${RAISED}]{1,3})|(${sign}))\\s*(?=\\S)`,
      'u',
    ),
    reference: {
      square: /(?<=\S ?)(?<!\\)\\?\[(\d{1,3})\\?\](?!\()/gu,
      round: /(?<=[\p{L}.,;:!?”’"'] ?)\((\d{1,3})\)/gu,
      braced: /(?<=\S ?)\{(\d{1,3})\}/gu,
      raised: new RegExp(`(?<=\\S)([${RAISED}]{1,3})`, 'gu'),
      bare: /(?<=\p{Ll}{2}[.,;:!?]?[”’"')]?)(\d{1,3})(?=[\s.,;:!?)”’]|$)/gu,
      sign: new RegExp(`(?<=[\\p{L}.,;:!?”’"')])(${sign})(?=[\\s.,;:!?)”’]|$)`, 'gu'),
    },
  }
}

/** Which references a note with a mark of some kind may answer. */
const ANSWERS: Record<MarkKind, readonly MarkKind[]> = {
  square: ['square', 'raised', 'bare'],
  round: ['round', 'raised', 'bare'],
  braced: ['braced'],
  raised: ['raised', 'bare'],
  bare: ['square', 'round', 'raised', 'bare'],
  sign: ['sign'],
}

/** The mark with which a note begins; null when the text does not begin as notes do. */
export function findNoteStart(text: string, form: Form): NoteMark | null {
  const found = PATTERNS[form].start.exec(text)
  if (!found) return null
  const [whole, square, round, braced, bare, raised, sign] = found
  const at = { at: 0, length: whole.length }
  if (square !== undefined) return { kind: 'square', key: square, ...at }
  if (round !== undefined) return { kind: 'round', key: round, ...at }
  if (braced !== undefined) return { kind: 'braced', key: braced, ...at }
  if (bare !== undefined) return { kind: 'bare', key: bare, ...at }
  if (raised !== undefined) return { kind: 'raised', key: lowered(raised), ...at }
  return sign === undefined ? null : { kind: 'sign', key: sign.replaceAll('\\', ''), ...at }
}

/** The references of one kind in a text, in order. */
export function listReferences(text: string, kind: MarkKind, form: Form): NoteMark[] {
  return [...text.matchAll(PATTERNS[form].reference[kind])].map((found) => {
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
