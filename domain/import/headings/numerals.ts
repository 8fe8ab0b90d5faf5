const ROMAN = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 } as const

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ')

/** The value of a well-formed Roman numeral, of either case; null when it is none. */
export function findRoman(text: string): number | null {
  if (!/^(?=[mdclxvi])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/i.test(text)) return null
  const values = [...text.toLowerCase()].map((letter) => ROMAN[letter as keyof typeof ROMAN])
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0)
}

/** The value of a number written in digits, Roman or English words ("twenty-one", "the first"); null when it is none. */
export function findNumber(text: string): number | null {
  if (/^\d{1,4}$/.test(text)) return Number(text)
  return findRoman(text) ?? findSpelled(text.toLowerCase().replace(/^the\s+/, ''))
}

function findSpelled(text: string): number | null {
  if (ORDINALS.includes(text)) return ORDINALS.indexOf(text) + 1
  if (UNITS.includes(text)) return UNITS.indexOf(text)
  const [tens = '', unit] = text.split(/[-\s]/)
  const value = TENS.indexOf(tens)
  if (value < 0) return null
  if (unit === undefined) return (value + 2) * 10
  const one = UNITS.indexOf(unit)
  return one > 0 && one < 10 ? (value + 2) * 10 + one : null
}
