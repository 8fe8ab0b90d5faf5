import { findNumber } from '#domain/import/headings/numerals.ts'

/** What a heading says besides its title. */
export type TitleParts = {
  /** "chapter", "part" and the like, in lower case; null for a number alone and for no number. */
  word: string | null
  number: number | null
  /** The number as it is printed, with its word and its mark: "CHAPTER IV.", "1:". Empty when there is none. */
  label: string
  /** What is left: the title as it is printed. */
  title: string
}

/** A part that stands before the chapters, after them, or as an unnumbered chapter among them. */
export type NamedPart = 'front' | 'back' | 'chapter'

const MOST_CHAPTERS = 300
const CHAPTER_WORDS =
  'chapter|chap\\.?|lecture|letter|lesson|section|essay|canto|act|scene|kapitel|chapitre|cap[ií]tulo|capitolo|hoofdstuk|rozdzia[łl]|глава|часть'
const PART_WORDS = 'part|book|volume|teil|partie|libro|livre'
const WORDED = new RegExp(
  `^(${CHAPTER_WORDS}|${PART_WORDS})\\s+((?:the\\s+)?[\\p{L}\\d]+(?:[-\\s](?:one|two|three|four|five|six|seven|eight|nine))?)(?![\\p{L}\\d])\\s*([.:)—–-]*)\\s*(.*)$`,
  'iu',
)
const ARABIC = /^(\d{1,3})(\s*[:)]\s*|\s*\.\s*(?!\d)|\s*[—–]\s*|\s+-\s+|\s+)(?=\S)(.*)$/u
const ROMAN = /^([IVXLC]{1,7})(\s*[.:)]\s*|\s*[—–]\s*|\s+-\s+)(.*)$/u

const FRONT =
  /^(?:(?:a |the )?(?:foreword|preface|introduction|prologue|dedication|cover$|half[- ]title|title page|copyright(?: page| notice| information)?$|imprint|contents|table of contents|maps?$|epigraph|publisher['’]s note|a note on|note on (?:the )?(?:text|translation)|translator['’]s note|editor['’]s (?:note|introduction|preface)|author['’]s (?:note|preface)|abbreviations|list of (?:illustrations|abbreviations|figures|maps|tables)|introductory|about this (?:book|edition)|vorwort|einleitung|avant-propos|préface|prólogo))(?![\p{L}])/iu
const BACK =
  /^(?:(?:(?:a |the |some )?(?:short |brief )?(?:reading )?(?:guide to |suggest(?:ed|ions)(?: for)? |selected? |recommended )?(?:further reading|reading list|reading guide|bibliography|references|works cited|sources))|reading guide|guide to reading|notes?$|notes? (?:to|on) |endnotes|footnotes|index(?:$| of)|glossary|chronology|timeline|append(?:ix|ices)|afterword|acknowledge?ments|about the (?:author|authors|publisher)|also by|other (?:books|titles)|colophon|credits|picture credits|permissions|literatur(?:verzeichnis)?$|anmerkungen|nachwort|bibliographie)(?![\p{L}])/iu
const CHAPTER_LIKE = /^(?:conclusions?|epilogue|postscript|interlude|in conclusion)(?![\p{L}])/iu

/** "*** END OF THE … EBOOK … ***": what stands below it was added to the text by those who keep it. */
export function isEndMark(text: string): boolean {
  return /^\*{3}\s*end of (?:the|this) .+\*{3}$/iu.test(text)
}

/** Takes a heading apart. Whether a bare number before words really counts chapters is for the caller to find out. */
export function readTitle(heading: string): TitleParts {
  const text = heading.trim()
  const worded = WORDED.exec(text)
  if (worded) {
    const [, word = '', number = '', , title = ''] = worded
    const value = /^\d{1,4}$/.test(number) ? Number(number) : countOf(number)
    if (value !== null) return { word: word.toLowerCase(), number: value, label: labelOf(text, title), title: title.trim() || text }
    const first = number.split(/[-\s]/)[0] ?? ''
    const rest = text
      .slice(word.length)
      .trimStart()
      .slice(first.length)
      .replace(/^[\s.:)—–-]+/u, '')
    const firstValue = countOf(first)
    if (firstValue !== null) return { word: word.toLowerCase(), number: firstValue, label: labelOf(text, rest), title: rest || text }
  }
  const numbered = ARABIC.exec(text) ?? ROMAN.exec(text)
  if (numbered) {
    const value = countOf(numbered[1] ?? '')
    const title = (numbered[3] ?? '').trim()
    if (value !== null) return { word: null, number: value, label: labelOf(text, title), title: title || text }
  }
  const bare = /^(\d{1,3}|[IVXLC]{1,7})$/.test(text) ? countOf(text) : null
  return { word: null, number: bare, label: bare === null ? '' : text, title: text }
}

/** True for "PART TWO": a division that holds chapters. */
export function isPartWord(word: string | null): boolean {
  return word !== null && new RegExp(`^(?:${PART_WORDS})$`, 'i').test(word)
}

/** Whether a heading names what stands before or after the chapters; null when it may be any title. */
export function findNamedPart(title: string): NamedPart | null {
  if (FRONT.test(title)) return 'front'
  if (BACK.test(title) || isEndMark(title)) return 'back'
  return CHAPTER_LIKE.test(title) ? 'chapter' : null
}

/** True when the text is set in capitals, but for a letter here and there ("21st"). */
export function isCapitals(text: string): boolean {
  if (text.replace(/[^a-z]+/g, '').length * 6 > text.length) return false
  const letters = text.match(/\p{L}/gu) ?? []
  const small = text.match(/\p{Ll}/gu) ?? []
  return letters.length - small.length >= 2 && small.length * 6 <= letters.length
}

/** The same for two ways of printing one title: small letters, no marks. */
export function titleKey(title: string): string {
  return title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** A number that may count chapters where no word says so; "mix" and "1917" do not. */
function countOf(text: string): number | null {
  const value = findNumber(text)
  return value !== null && value <= MOST_CHAPTERS ? value : null
}

function labelOf(text: string, title: string): string {
  return title === '' ? text : text.slice(0, text.length - title.length).trim()
}
