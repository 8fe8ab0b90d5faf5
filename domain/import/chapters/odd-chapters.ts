import type { ReportEntry } from '#domain/import/blocks/text.ts'
import type { PieceSection } from '#domain/import/chapters/piece-section.ts'
import { textBetween } from '#domain/import/chapters/text-between.ts'

/** Letters of a text that has chapters in all likelihood. */
const LONG_TEXT = 60_000
/** So many chapters show what is usual in a book. */
const FEWEST_USUAL = 5
/** Fewer letters than this, and a tenth of what is usual, are hardly a chapter. */
const HARDLY_A_CHAPTER = 1200

/** Fewer letters than this are nothing to read. */
const NOTHING = 60

/** A chapter on its way, and how many letters it holds. */
type Measured = PieceSection & { letters: number }

/**
 * What a whole list of chapters says against itself: no chapters, numbers that are missing or come again, chapters without the number that
 * the others have, and lengths that do not go together. A person sees the list before anybody reads the text.
 */
export function listOddChapters(sections: readonly PieceSection[]): ReportEntry[] {
  const measured = sections.map((section) => ({ ...section, letters: textBetween(section.pieces, 0, section.pieces.length) }))
  const chapters = measured.filter(({ part }) => part === 'chapter')
  return [...oddShape(measured, chapters), ...unlikeTheOthers(chapters), ...oddNumbers(chapters)]
}

function say({ origin, title }: PieceSection, reason: string): ReportEntry {
  return { kind: 'doubt', origin, reason, before: title, after: title, isAside: true }
}

/** What no book is like: so long without a chapter, most of it before the first one, or nearly all of it in one. */
function oddShape(sections: readonly Measured[], chapters: readonly Measured[]): ReportEntry[] {
  const all = sum(sections)
  const [first] = chapters
  if (!first || all < LONG_TEXT) return []
  const before = sum(sections.filter(({ part }) => part === 'front'))
  if (before * 2 > all) return [say(first, 'most of the text stands before its first chapter')]
  if (chapters.length === 1) return [say(first, 'so long a text has only one chapter: headings were perhaps not recognised')]
  const longest = chapters.reduce((one, other) => (other.letters > one.letters ? other : one), first)
  if (longest.letters < LONG_TEXT || longest.letters * 3 < all || chapters.length === 2) return []
  return [say(longest, 'this chapter holds more than a third of the text: headings in it were perhaps not recognised')]
}

/** Chapters that have next to nothing in them, or no number, where the others do. */
function unlikeTheOthers(chapters: readonly Measured[]): ReportEntry[] {
  if (chapters.length < FEWEST_USUAL) return []
  const usual = chapters.map(({ letters }) => letters).toSorted((one, other) => one - other)[Math.floor(chapters.length / 2)] ?? 0
  const counted = chapters.filter(({ number }) => number !== null)
  const isCounted = counted.length >= FEWEST_USUAL && counted.length * 4 >= chapters.length * 3
  const hollow = chapters.filter(({ letters }) => letters < HARDLY_A_CHAPTER && letters * 10 < usual)
  const empty = chapters.filter(({ letters }) => letters < NOTHING)
  const [first] = empty
  if (first && empty.length * 4 > chapters.length) return [say(first, 'many chapters hold next to nothing: these are perhaps no chapters')]
  // Where many are short, short ones are usual.
  const odd = new Set(hollow.length * 4 <= chapters.length ? hollow : [])
  return chapters.flatMap((chapter) => {
    if (isCounted && chapter.number === null) return [say(chapter, 'the other chapters have a number: this is perhaps none of them')]
    return odd.has(chapter) ? [say(chapter, 'there is next to nothing in this chapter')] : []
  })
}

/** Numbers that a sequence of chapters lacks, and numbers that begin anew where no part begins. */
function oddNumbers(chapters: readonly Measured[]): ReportEntry[] {
  const doubts: ReportEntry[] = []
  let last: Measured | null = null
  for (const chapter of chapters) {
    if (chapter.number === null) continue
    const before = last?.number ?? 0
    const lacks = chapter.number - before - 1
    if (last !== null && lacks > 0) {
      const missing = lacks === 1 ? String(before + 1) : `${before + 1} to ${chapter.number - 1}`
      const { origin, title } = chapter
      doubts.push({ kind: 'doubt', origin, reason: `no chapter ${missing} was found before this one`, before: title, after: title })
    }
    if (last !== null && chapter.number <= before && chapter.division === last.division)
      doubts.push(say(chapter, 'the numbers of chapters begin anew here, but no part does'))
    last = chapter
  }
  return doubts
}

const sum = (sections: readonly Measured[]) => sections.reduce((letters, one) => letters + one.letters, 0)
