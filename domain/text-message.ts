/*
 * How mobile networks count text messages (3GPP TS 23.038 and 23.040): in the alphabet GSM-7 a lone message holds 160 units and each of
 * several 153; one character outside of it turns the whole text into UCS-2, of which a message holds 70, or 67.
 */

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** Each of these takes two units. */
const EXTENSION = new Set('\f^{}\\[~]|€')

/** What is typed with an apostrophe or dash of print says the same with a plain one, in less than half of the room. */
const PLAIN: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  ' ': ' ',
  '•': '-',
  '¶': 'para.',
}

export type TextMessages = { messages: number; alphabet: 'GSM-7' | 'UCS-2' }

/** How many text messages a text takes, in the alphabet that holds all of it. No character is torn apart between two. */
export function countMessages(text: string): TextMessages {
  const characters = [...text]
  const isBasic = characters.every((character) => BASIC.has(character) || EXTENSION.has(character))
  const sizes = characters.map((character) => (isBasic ? (EXTENSION.has(character) ? 2 : 1) : character.length))
  const alphabet = isBasic ? 'GSM-7' : 'UCS-2'
  const [alone, each] = isBasic ? [160, 153] : [70, 67]
  if (sizes.reduce((sum, size) => sum + size, 0) <= alone) return { messages: text === '' ? 0 : 1, alphabet }
  let [messages, room] = [1, each]
  for (const size of sizes) {
    if (size > room) {
      messages += 1
      room = each
    }
    room -= size
  }
  return { messages, alphabet }
}

/** The same text with plain quotation marks and dashes, so that they alone do not halve the room. */
export const plainMarks = (text: string): string => text.replace(/[‘’“”–—…\u00a0•¶]/g, (mark) => PLAIN[mark] ?? mark)

/**
 * As much of a text as some messages hold: all of it, or its beginning up to a whole word, with "..." behind.
 * @param most number of messages
 */
export function fitMessages(text: string, most: number): string {
  if (countMessages(text).messages <= most) return text
  const ends = [...text.matchAll(/\S(?=\s|$)/gu)].map(({ index, 0: last }) => index + last.length)
  const cut = (end: number) => `${text.slice(0, end)}...`
  let [fits, fails] = [-1, ends.length]
  // The longer the beginning, the more messages it takes.
  while (fails - fits > 1) {
    const middle = (fits + fails) >> 1
    if (countMessages(cut(ends[middle] ?? 0)).messages <= most) fits = middle
    else fails = middle
  }
  return fits < 0 ? fitCharacters(text, most) : cut(ends[fits] ?? 0)
}

/** A single word longer than all the room. */
function fitCharacters(text: string, most: number): string {
  const characters = [...text]
  while (characters.length > 0 && countMessages(`${characters.join('')}...`).messages > most) characters.pop()
  return `${characters.join('')}...`
}
