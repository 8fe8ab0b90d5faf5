import { type DivisionWord, findDivisionWord, LANGUAGES, type Rank } from '#domain/import/heading-words/division-words.ts'
import { bareWord } from '#domain/import/heading-words/number-words.ts'
import { findNumber } from '#domain/import/heading-words/numerals.ts'

/** What a heading says besides its title. */
export type TitleParts = {
  /** "chapter", "part" and the like, in lower case; null for a number alone and for no number. */
  word: string | null
  /** What the word says of the division; null when there is none. */
  rank: Rank | null
  number: number | null
  /** The number as it is printed, with its word and its mark: "CHAPTER IV.", "1:". Empty when there is none. */
  label: string
  /** What is left: the title as it is printed. */
  title: string
}

const MOST_CHAPTERS = 1000
/** The words before or after a division's word that may be its number: "the twenty first". */
const MOST_NUMBER_WORDS = 3
/** Numbers that are articles as well. */
const ARTICLE = /^(?:an?|eine?|un[ea]?|een|ett?|o|uma?)$/iu
/** What goes on so is named by its number and the word together: "Segunda parte del ingenioso …", "The First Book of …". */
const OF = /^(?:of|de[lr]?|dell[aoe]|dell?[’']\p{L}+|di|da|do|des|du|van|von|av|af)(?!\p{L})/u
/** "Paper No. 7": the abbreviation of "number" stands between the word and it. */
const NUMBER_SIGN = /^(?:no|nr|nro|num|n[º°]|№)[.\s]*(?=[\p{Nd}IVXLC])/iu
/** The mark of a note, at the end of a heading. */
const NOTE_MARK = /(?<=\p{L}[.:]?)\[\d{1,3}\]$/u
/** "Fourth and last", "vierter und letzter". */
const AND_LAST = /\s(?:and|und|et|ed?|y|en|och|og|i|и)\s(?:last|letzt|derni|[uú]ltim|laatst|sist|ostatn|последн)\p{L}*$/iu
/** "M. Ch. Brook" are somebody's initials. */
const INITIALS = /^[CDLM]\. \p{L}{1,4}\.$/u
const SEPARATOR = /^[\s.:;,)\]—–-]+/u
const CHINESE =
  /^(?:第\s*([\p{Nd}〇零一二三四五六七八九十百千兩两廿卅]+)\s*(部分|[回章節节卷部篇話话幕折編编集夜講讲])|卷之?\s*([\p{Nd}〇零一二三四五六七八九十百千上中下]+)|제\s*(\p{Nd}+)\s*([장부편권막회절]))(?![\p{L}\p{N}]{0,3}[，。、；])[\s　.:：、．]*(.*)$/u
const CHINESE_PARTS = '卷部篇編编集幕부편권막'
const ARABIC = /^(\p{Nd}{1,3})(\s*[:)]\s*|\s*\.\s*(?!\p{Nd})|\s*[—–]\s*|\s+-\s+|\s+)(?=\S)(.*)$/u
const ROMAN = /^([IVXLC]{1,8})(\s*[.:)]\s*(?:(?:--?|[—–])\s*)?|\s*[—–]\s*|\s+-\s+)(.*)$/u
const BEHIND = /^\p{L}[^•·|—–]{0,40}?\s*(?:[•·|]|\s[—–])\s*(\S+\s+\S+)$/u
/** A number with nothing but marks around it: "IV.", "— 3 —", "[12]", "十二". */
const BARE =
  /^[[(—–-]{0,3}\s*(\p{Nd}{1,3}|[IVXLC]{1,8}|[ivxlc]{1,8}|[〇一二三四五六七八九十百]{1,4}|[\p{Script=Greek}\p{Script=Hebrew}]{1,2}[΄'ʹ’׳´])\s*[\])—–.:-]{0,3}$/u

/** Words that count chapters in one text alone, as bare words. */
export type OwnWords = ReadonlySet<string>
const NO_WORDS: OwnWords = new Set()

/**
 * Takes a heading apart. Whether a bare number before words really counts chapters is for the caller to find out.
 * @param own words that count chapters in this text, whatever they mean
 */
export function readTitle(heading: string, own = NO_WORDS): TitleParts {
  const whole = heading.trim()
  const text = whole.replace(NOTE_MARK, '')
  const parts = readPlain(text, own)
  if (text === whole) return parts
  const title = whole.slice(whole.length - (parts.title.length + whole.length - text.length))
  return { ...parts, label: isBareLabel(parts) ? title : parts.label, title }
}

function readPlain(text: string, own: OwnWords): TitleParts {
  const inside = /^[([](.{4,60})[)\]]$/u.exec(text)?.[1]
  const told = inside ? readWorded(inside, own) : null
  if (told && isBareLabel(told)) return { ...told, label: text, title: text }
  return (
    readChinese(text) ??
    readWorded(text, own) ??
    readBehind(text) ??
    readNumbered(text) ?? { word: null, rank: null, number: null, label: '', title: text }
  )
}

/** 第十二回, 제3장: the number stands between two signs. */
function readChinese(text: string): TitleParts | null {
  const found = CHINESE.exec(text)
  if (!found) return null
  const [, number, sign, volume, korean, koreanSign, title = ''] = found
  const word = sign ?? koreanSign ?? '卷'
  const written = number ?? volume ?? korean ?? ''
  const value = findNumber(written) ?? (volume ? '上中下'.indexOf(written) + 1 || null : null)
  return {
    word,
    rank: CHINESE_PARTS.includes(word[0] ?? '') ? 'part' : 'chapter',
    number: value,
    label: labelOf(text, title),
    title: title || text,
  }
}

/** "Chapter IV", "Chapter the First", "Erstes Kapitel", "4. Kapitel", with or without a title behind. */
function readWorded(text: string, own = NO_WORDS): TitleParts | null {
  const tokens: { text: string; end: number }[] = []
  for (const found of text.matchAll(/(?:(?!--|—)\S)+/gu)) {
    if (tokens.length === MOST_NUMBER_WORDS + 2) break
    tokens.push({ text: found[0], end: found.index + found[0].length })
  }
  for (let at = 0; at < Math.min(tokens.length, MOST_NUMBER_WORDS + 1); at += 1) {
    const division = findDivisionWord(tokens[at]?.text ?? '') ?? findOwn(tokens[at]?.text ?? '', own)
    if (!division) continue
    const spans =
      at === 0 ? Array.from({ length: MOST_NUMBER_WORDS }, (_, index) => [1, MOST_NUMBER_WORDS - index] as const) : [[0, at] as const]
    for (const [from, count] of spans) {
      const span = tokens.slice(from, from + count)
      if (span.length < count) continue
      const last = (span.at(-1)?.text ?? '').replace(/[.:;,)\]—–-]+$/u, '')
      // "Scène 2.IV." is the fourth scene of the second act.
      const written = [...span.slice(0, -1).map((token) => token.text), last]
        .join(' ')
        .replace(/^\d{1,2}\.(?=[IVXLC]+$)/u, '')
        .replace(NUMBER_SIGN, '')
        .replace(AND_LAST, '')
        .replace(/[.,]/gu, '')
      const value = findNumber(written, division.languages)
      // "Letter a" is no first letter, nor is "Ein Brief"; a word that is a number must be all there is, or be set off from the title.
      if (value === null || value > MOST_CHAPTERS || ARTICLE.test(written)) continue
      if (at === 1 && INITIALS.test(`${tokens[0]?.text} ${tokens[1]?.text}`)) continue
      const end = at === 0 ? (span.at(-1)?.end ?? 0) : (tokens[at]?.end ?? 0)
      const label = /^\s*[.:)—–-]+/u.exec(text.slice(end))?.[0] ?? ''
      const title = text.slice(end + label.length).replace(SEPARATOR, '')
      const word = (tokens[at]?.text ?? '').replace(/[.:,;]+$/u, '').toLowerCase()
      if (at > 0 && title !== '' && label === '' && !/[.:;,]$/u.test(tokens[at]?.text ?? '')) {
        if (division.rank === 'part' && OF.test(title)) return { word, rank: 'part', number: value, label: '', title: text }
        continue
      }
      return { word, rank: division.rank, number: value, label: labelOf(text, title), title: title || text }
    }
  }
  return null
}

function findOwn(word: string, own: OwnWords): DivisionWord | null {
  return own.size > 0 && own.has(bareWord(word)) ? { rank: 'chapter', languages: LANGUAGES } : null
}

/** "Inferno • Canto II": the name of the part stands before the label. */
function readBehind(text: string): TitleParts | null {
  const label = BEHIND.exec(text)?.[1]
  const parts = label ? readWorded(label) : null
  return parts && isBareLabel(parts) ? { ...parts, label: '', title: text } : null
}

function readNumbered(text: string): TitleParts | null {
  const bare = BARE.exec(text)
  const alone = bare ? countOf(bare[1] ?? '') : null
  if (alone !== null) return { word: null, rank: null, number: alone, label: text, title: text }
  const numbered = ARABIC.exec(text) ?? ROMAN.exec(text)
  const value = numbered ? countOf(numbered[1] ?? '') : null
  if (!numbered || value === null) return null
  const title = (numbered[3] ?? '').trim()
  return { word: null, rank: null, number: value, label: labelOf(text, title), title: title || text }
}

/** True when a heading is nothing but its number. */
export function isBareLabel(parts: TitleParts): boolean {
  return parts.label !== '' && parts.label === parts.title
}

/** True when the text is set in capitals, but for a letter here and there ("21st"). A script without capitals never is. */
export function isCapitals(text: string): boolean {
  if (text.replace(/[^a-z]+/g, '').length * 6 > text.length) return false
  const large = text.match(/\p{Lu}/gu)?.length ?? 0
  const small = text.match(/\p{Ll}/gu)?.length ?? 0
  return large >= 2 && small * 6 <= large + small
}

const ASCII = /^[\x20-\x7e]*$/

/** The same for two ways of printing one title: small letters, no marks. */
export function titleKey(title: string): string {
  const small = title.toLowerCase()
  // Nearly every line of a book passes here.
  if (ASCII.test(small)) return small.replace(/[^a-z\d]+/g, '')
  return small.normalize('NFKD').replace(/[^\p{L}\p{N}]+/gu, '')
}

/** A number that may count chapters where no word says so; "mix" and "1917" do not. */
function countOf(text: string): number | null {
  const value = findNumber(text, [])
  return value !== null && value <= MOST_CHAPTERS ? value : null
}

function labelOf(text: string, title: string): string {
  return title === '' ? text : text.slice(0, text.length - title.length).trim()
}
