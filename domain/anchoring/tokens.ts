/*
 * Editions are compared by their smallest meaningful pieces: words where a script has spaces, single
 * characters (with their marks) where it has none, and marks of punctuation. White space is not compared,
 * so that splitting, merging or reflowing paragraphs changes nothing.
 */

/** What a token may open; the greater one weighs more. */
const SENTENCE = 1
export const PARAGRAPH = 2

/** A text cut into tokens. The arrays run in parallel: token `i` is `text.slice(starts[i], ends[i])`. */
export type Tokens = {
  count: number
  /** The same number for the same token, in every text cut by one `tokeniser()`. Case and compatibility forms count as the same. */
  ids: Int32Array
  /** The same number only for the very same characters. */
  forms: Int32Array
  starts: Int32Array
  ends: Int32Array
  /** PARAGRAPH where a token opens a paragraph, SENTENCE where it opens a sentence, else 0. */
  opens: Uint8Array
}

/** How a character takes part in tokens. */
const UNKNOWN = 0
const SPACE = 1
const WORD = 2
const SINGLE = 3
const JOINED = 4
const MARK = 5

const ZERO_WIDTH_JOINER = 0x200d
const APOSTROPHES = new Set([0x27, 0x2019, 0x02bc])
const SENTENCE_ENDS = new Set([...'.!?…。！？।؟'].map((end) => end.charCodeAt(0)))
const CLOSERS = new Set([...'"\'”’»)]」』'].map((closer) => closer.charCodeAt(0)))

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u

function classify(character: string): number {
  if (/[\s\u200b]/u.test(character)) return SPACE
  if (/[\p{M}\p{Emoji_Modifier}\p{Cf}]/u.test(character)) return MARK
  if (/[\p{L}\p{N}]/u.test(character)) return UNSPACED.test(character) ? SINGLE : WORD
  return /\p{Extended_Pictographic}/u.test(character) ? JOINED : SINGLE
}

/** Classes of code points, found when first asked for. */
const classes = new Uint8Array(0x110000)

function classOf(codePoint: number): number {
  const known = classes[codePoint] as number
  if (known !== UNKNOWN) return known
  const found = classify(String.fromCodePoint(codePoint))
  classes[codePoint] = found
  return found
}

function normalise(token: string): string {
  return token
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[‘’ʼ]/g, "'")
    .replaceAll(/[“”„«»]/g, '"')
    .replaceAll(/[‐‑–—]/g, '-')
}

/**
 * Makes a function that cuts texts into tokens and numbers them alike, so that tokens of one text can be
 * compared with tokens of another by number.
 * @returns `cut`, and `words`: the normalised token behind each number, growing as texts are cut
 */
export function tokeniser(): { cut: (text: string) => Tokens; words: string[] } {
  const words: string[] = []
  const idOfWord = new Map<string, number>()
  const formOf = interner((form) => {
    const word = normalise(form)
    const id = idOfWord.get(word) ?? words.length
    if (id === words.length) {
      words.push(word)
      idOfWord.set(word, id)
    }
    idOfForm.push(id)
  })
  const idOfForm: number[] = []

  function cut(text: string): Tokens {
    const tokens = findEdges(text)
    for (let i = 0; i < tokens.count; i++) {
      const form = formOf(text, tokens.starts[i] as number, tokens.ends[i] as number)
      tokens.forms[i] = form
      tokens.ids[i] = idOfForm[form] as number
    }
    return tokens
  }

  return { cut, words }
}

/**
 * Makes a function that numbers parts of texts, from 0 on, the same number for the same characters. Parts are looked up where they
 * stand, so that none but new ones become strings.
 * @param met told of each new part, in the order of their numbers
 */
function interner(met: (part: string) => void): (text: string, start: number, end: number) => number {
  const parts: string[] = []
  const hashes: number[] = []
  let table = new Int32Array(1024).fill(-1)

  function put(number: number): void {
    let slot = (hashes[number] as number) & (table.length - 1)
    while (table[slot] !== -1) slot = (slot + 1) & (table.length - 1)
    table[slot] = number
  }

  return (text, start, end) => {
    let hash = 0
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0
    hash = Math.imul(hash, 0x9e3779b1) >>> 8
    for (let slot = hash & (table.length - 1); table[slot] !== -1; slot = (slot + 1) & (table.length - 1)) {
      const number = table[slot] as number
      if (hashes[number] === hash && isPart(parts[number] as string, text, start, end)) return number
    }
    const part = text.slice(start, end)
    const number = parts.push(part) - 1
    hashes.push(hash)
    if (parts.length * 2 > table.length) {
      table = new Int32Array(table.length * 4).fill(-1)
      for (let each = 0; each < number; each++) put(each)
    }
    put(number)
    met(part)
    return number
  }
}

function isPart(part: string, text: string, start: number, end: number): boolean {
  if (part.length !== end - start) return false
  for (let i = 0; i < part.length; i++) if (part.charCodeAt(i) !== text.charCodeAt(start + i)) return false
  return true
}

/** A text of words has fewer tokens than one for so many of its letters. One without spaces has more, and gets more room. */
const LETTERS = 4

/** Where tokens start and end, and which of them open a sentence or a paragraph. Their numbers are left at 0. */
function findEdges(text: string): Tokens {
  let { starts, ends, opens } = roomFor(Math.ceil(text.length / LETTERS))
  let count = 0
  let opening = PARAGRAPH
  let at = 0
  while (at < text.length) {
    const first = codePointAt(text, at)
    const kind = classOf(first)
    if (kind === SPACE) {
      if (first === 0x0a || first === 0x0d || first === 0x2029) opening = PARAGRAPH
      at += 1
      continue
    }
    if (count === starts.length) {
      const most = roomFor(count + text.length - at)
      most.starts.set(starts)
      most.ends.set(ends)
      most.opens.set(opens)
      ;({ starts, ends, opens } = most)
    }
    const end = kind === WORD ? endOfWord(text, at) : endOfCluster(text, at)
    starts[count] = at
    ends[count] = end
    if (kind === WORD || !CLOSERS.has(first)) {
      opens[count] = opening
      opening = 0
    }
    if (kind !== WORD && SENTENCE_ENDS.has(first)) opening = Math.max(opening, SENTENCE)
    count++
    at = end
  }
  return {
    count,
    ids: new Int32Array(count),
    forms: new Int32Array(count),
    starts: starts.subarray(0, count),
    ends: ends.subarray(0, count),
    opens: opens.subarray(0, count),
  }
}

/** Room for the edges of so many tokens. */
function roomFor(count: number): Pick<Tokens, 'starts' | 'ends' | 'opens'> {
  return { starts: new Int32Array(count), ends: new Int32Array(count), opens: new Uint8Array(count) }
}

/** True for a run that begins where a sentence does and ends where it ends, or just before its full stop. */
export function isSentence({ opens, count }: Tokens, at: number, length: number): boolean {
  const end = at + length
  return opens[at] !== 0 && (end + 1 >= count || opens[end] !== 0 || opens[end + 1] !== 0)
}

/** As the method of the same name, quicker for most texts. A lone surrogate is itself. */
function codePointAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return (unit & 0xfc00) === 0xd800 ? (text.codePointAt(at) as number) : unit
}

/** The end of the word that starts here: letters, digits and their marks, with apostrophes between letters. */
function endOfWord(text: string, start: number): number {
  let at = start
  while (at < text.length) {
    const codePoint = codePointAt(text, at)
    const kind = classOf(codePoint)
    if (kind !== WORD && kind !== MARK) {
      if (!APOSTROPHES.has(codePoint) || at + 1 >= text.length || classOf(codePointAt(text, at + 1)) !== WORD) return at
    }
    at += codePoint > 0xffff ? 2 : 1
  }
  return at
}

/** The end of the single character that starts here, with its marks and whatever a joiner binds to it. */
function endOfCluster(text: string, start: number): number {
  let at = start
  let joined = true
  while (at < text.length) {
    const codePoint = codePointAt(text, at)
    const kind = classOf(codePoint)
    if (!joined && kind !== MARK) return at
    joined = codePoint === ZERO_WIDTH_JOINER && at + 1 < text.length && classOf(codePointAt(text, at + 1)) === JOINED
    at += codePoint > 0xffff ? 2 : 1
  }
  return at
}
