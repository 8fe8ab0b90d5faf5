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
  starts: Int32Array
  ends: Int32Array
  /** PARAGRAPH where a token opens a paragraph, SENTENCE where it opens a sentence, else 0. */
  opens: Uint8Array
}

/** How a character takes part in tokens. */
const SPACE = 0
const WORD = 1
const SINGLE = 2
const JOINED = 3
const MARK = 4

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

const classes = new Map<number, number>()
const commonClasses = new Uint8Array(0x3000).fill(255)

function classOf(codePoint: number): number {
  if (codePoint < commonClasses.length) {
    const known = commonClasses[codePoint] as number
    if (known !== 255) return known
    const found = classify(String.fromCodePoint(codePoint))
    commonClasses[codePoint] = found
    return found
  }
  let found = classes.get(codePoint)
  if (found === undefined) {
    found = classify(String.fromCodePoint(codePoint))
    classes.set(codePoint, found)
  }
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
  const idOfToken = new Map<string, number>()
  const idOfNormalised = new Map<string, number>()
  const words: string[] = []

  function identify(token: string): number {
    let id = idOfToken.get(token)
    if (id !== undefined) return id
    const normalised = normalise(token)
    id = idOfNormalised.get(normalised)
    if (id === undefined) {
      id = words.length
      words.push(normalised)
      idOfNormalised.set(normalised, id)
    }
    idOfToken.set(token, id)
    return id
  }

  function cut(text: string): Tokens {
    const edges = findEdges(text)
    const count = edges.starts.length
    const ids = new Int32Array(count)
    for (let i = 0; i < count; i++) ids[i] = identify(text.slice(edges.starts[i], edges.ends[i]))
    return {
      count,
      ids,
      starts: Int32Array.from(edges.starts),
      ends: Int32Array.from(edges.ends),
      opens: Uint8Array.from(edges.opens),
    }
  }

  return { cut, words }
}

/** Where tokens start and end, and which of them open a sentence or a paragraph. */
function findEdges(text: string): { starts: number[]; ends: number[]; opens: number[] } {
  const starts: number[] = []
  const ends: number[] = []
  const opens: number[] = []
  let opening = PARAGRAPH
  let at = 0
  while (at < text.length) {
    const first = text.codePointAt(at) as number
    const kind = classOf(first)
    if (kind === SPACE) {
      if (first === 0x0a || first === 0x0d || first === 0x2029) opening = PARAGRAPH
      at += 1
      continue
    }
    const end = kind === WORD ? endOfWord(text, at) : endOfCluster(text, at)
    starts.push(at)
    ends.push(end)
    if (CLOSERS.has(first)) {
      opens.push(0)
    } else {
      opens.push(opening)
      opening = 0
    }
    if (SENTENCE_ENDS.has(first)) opening = Math.max(opening, SENTENCE)
    at = end
  }
  return { starts, ends, opens }
}

/** The end of the word that starts here: letters, digits and their marks, with apostrophes between letters. */
function endOfWord(text: string, start: number): number {
  let at = start
  while (at < text.length) {
    const codePoint = text.codePointAt(at) as number
    const kind = classOf(codePoint)
    if (kind !== WORD && kind !== MARK) {
      const next = text.codePointAt(at + 1)
      if (!APOSTROPHES.has(codePoint) || next === undefined || classOf(next) !== WORD) return at
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
    const codePoint = text.codePointAt(at) as number
    const kind = classOf(codePoint)
    if (!joined && kind !== MARK) return at
    joined = codePoint === ZERO_WIDTH_JOINER && at + 1 < text.length && classOf(text.codePointAt(at + 1) as number) === JOINED
    at += codePoint > 0xffff ? 2 : 1
  }
  return at
}
