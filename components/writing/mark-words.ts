/** What a field shows: its words, and which of them are selected. */
export type Selected = { value: string; selectionStart: number; selectionEnd: number }
/** What is put where: the words from `start` to `end` give way to others, of which some are selected then. */
export type Change = { start: number; end: number; words: string; select: [number, number] }

/** Puts a sign around what is selected, or takes it away where it stands there already. */
export function around(sign: string, { value, selectionStart: start, selectionEnd: end }: Selected): Change {
  const size = sign.length
  const inside = value.slice(start, end)
  const [ahead, behind] = [/\**$/.exec(value.slice(0, start)), /^\**/.exec(value.slice(end))].map((stars) => stars?.[0].length ?? 0)
  const run = Math.min(ahead ?? 0, behind ?? 0)
  // One star of two is no sign of its own.
  if (size === 1 ? run % 2 === 1 : run >= 2) return { start: start - size, end: end + size, words: inside, select: [0, inside.length] }
  // A sign beside a space is none.
  const [, lead = '', core = '', trail = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(inside) ?? []
  const words = `${lead}${sign}${core}${sign}${trail}`
  const from = lead.length + size
  return { start, end, words, select: [from, from + core.length] }
}

/** Puts a sign before each line that is selected, or takes it away where all have it. */
export function before(sign: string, { value, selectionStart, selectionEnd }: Selected): Change {
  const start = value.lastIndexOf('\n', selectionStart - 1) + 1
  const found = value.indexOf('\n', selectionEnd)
  const end = found === -1 ? value.length : found
  const lines = value.slice(start, end).split('\n')
  const words = (
    lines.every((line) => line.startsWith(sign)) ? lines.map((line) => line.slice(sign.length)) : lines.map((line) => sign + line)
  ).join('\n')
  return { start, end, words, select: lines.length > 1 ? [0, words.length] : [words.length, words.length] }
}

/** Makes what is selected a link, whose address is selected then to be typed over; of an address its words. */
export function link({ value, selectionStart: start, selectionEnd: end }: Selected): Change {
  const inside = value.slice(start, end).trim()
  if (/^https?:\/\/\S+$/.test(inside)) return { start, end, words: `[](${inside})`, select: [1, 1] }
  const at = inside.length + 3
  return { start, end, words: `[${inside}](https://)`, select: [at, at + 'https://'.length] }
}

/** The name of a passage in words, which the page makes a link to it. */
export function passageName(place: string, quote: string): string {
  // What Markdown would read as a sign stands as it is.
  const words = quote.replaceAll(/[“”]/g, '’').replaceAll(/[\\`*_[\]<>~|]/g, '\\$&')
  return `${place}${place && ' '}“${words}”`
}
