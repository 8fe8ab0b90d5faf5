import { findNumberWord } from '#domain/import/heading-words/number-words.ts'

const ROMAN = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 } as const

/** The value of a well-formed Roman numeral, of either case; null when it is none. */
export function findRoman(text: string): number | null {
  if (!/^(?=[mdclxvi])m{0,3}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})$/i.test(text)) return null
  const values = [...text.toLowerCase()].map((letter) => ROMAN[letter as keyof typeof ROMAN])
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0)
}

/**
 * The value of a number written in digits of any script, Roman, Chinese, Greek or Hebrew numerals, or in words; null when it is none.
 * @param languages those in whose words it may be written
 */
export function findNumber(text: string, languages: readonly string[] = ['en']): number | null {
  const digits = text.normalize('NFKC').replace(/\p{Nd}/gu, digitOf)
  if (/^\d{1,4}$/.test(digits)) return Number(digits)
  const ordinal = /^(\d{1,4})(?:st|nd|rd|th|[.ºª°]|er|re|e|eme|ème|[-‑]?(?:й|я|ая|ый|ий|го))$/iu.exec(digits)
  if (ordinal) return Number(ordinal[1])
  const sign = findRoman(text.replace(/[.ºª°]$/u, '')) ?? findChinese(text) ?? findLetters(text)
  if (sign !== null) return sign
  for (const language of languages) {
    const value = findNumberWord(text, language)
    if (value !== null) return value
  }
  return null
}

/** The digit of any script as one of ours: the tens of them lie side by side. */
function digitOf(digit: string): string {
  let zero = digit.codePointAt(0) ?? 0
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (digit.codePointAt(0) ?? 0) - zero < 9) zero -= 1
  return digit <= '9' && digit >= '0' ? digit : String((digit.codePointAt(0) ?? 0) - zero)
}

const CHINESE_DIGITS = '〇一二三四五六七八九'
const CHINESE_UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }
const VARIANTS: Record<string, string> = { 零: '〇', 兩: '二', 两: '二', 壹: '一', 貳: '二', 參: '三', 廿: '二十', 卅: '三十', 卌: '四十' }

/** 十二, 第一百零三 without its 第, 一〇五: by place where there is no ten. */
export function findChinese(text: string): number | null {
  const plain = [...text].map((sign) => VARIANTS[sign] ?? sign).join('')
  if (plain === '' || ![...plain].every((sign) => CHINESE_DIGITS.includes(sign) || sign in CHINESE_UNITS)) return null
  if ([...plain].every((sign) => CHINESE_DIGITS.includes(sign)))
    return Number([...plain].map((sign) => CHINESE_DIGITS.indexOf(sign)).join(''))
  let sum = 0
  let digit = 0
  for (const sign of plain) {
    const unit = CHINESE_UNITS[sign]
    if (unit === undefined) digit = CHINESE_DIGITS.indexOf(sign)
    else {
      sum += (digit || 1) * unit
      digit = 0
    }
  }
  return sum + digit
}

const GREEK = 'αβγδεϛζηθ'
const GREEK_TENS = 'ικλμνξοπϟ'
const HEBREW = 'אבגדהוזחט'
const HEBREW_TENS = 'יכלמנסעפצ'

/** Α΄, ιβ', א׳, י״ב: letters that count. */
function findLetters(text: string): number | null {
  const letters = text
    .replace(/[΄'ʹ’׳״"´]/gu, '')
    .toLowerCase()
    .replace('στ', 'ϛ')
  if (letters.length === 0 || letters.length > 2) return null
  for (const [ones, tens] of [
    [GREEK, GREEK_TENS],
    [HEBREW, HEBREW_TENS],
  ] as const) {
    let sum = 0
    let known = true
    for (const letter of letters) {
      if (ones.includes(letter)) sum += ones.indexOf(letter) + 1
      else if (tens.includes(letter)) sum += (tens.indexOf(letter) + 1) * 10
      else known = false
    }
    if (known && (ones === HEBREW || /[΄'ʹ’´]/u.test(text))) return sum
  }
  return null
}
