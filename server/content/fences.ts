import 'server-only'
import type { Code } from 'mdast'
import { between } from '#server/content/plain-paragraph.ts'

/** A fence around code, where no list can be around it. */
const FENCE = /^(?:(?<ticks>`{3,})[^`]*|(?<waves>~{3,}).*)$/
/** What goes on over empty lines, to an end that is not looked for here. */
const GOES_ON = /^ {1,3}(?:```|~~~)|^ {0,3}<(?:script|pre|style|textarea|[!?])/i
const COMMENT = /^<!--(?:(?!-->).)+-->$/s
const MARKUP = /^ {0,3}</m

/** A fence at the beginning of a block, which no list or quotation is around. */
const PLAIN_FENCE = /^(?<fence>`{3,})(?<info>(?:[^`\\&]*[^`\\&\s])?)$/

/** Where code, or markup that goes on over empty lines, stands around blocks: they are no paragraphs, whatever they look like. */
export class Fences {
  private open: string | null = null
  /** Where it ends is not known: nothing below is taken for a paragraph. */
  private isLost = false

  /** True when what comes next is, or may be, within something. */
  get areOpen(): boolean {
    return this.open !== null || this.isLost
  }

  /** Goes past a block. True when it is, or may be, within something or the beginning of it. */
  pass(block: string, lines: readonly string[]): boolean {
    if (this.isLost) return true
    if (this.open === null && !block.includes('```') && !block.includes('~~~') && !MARKUP.test(block)) return false
    const isComment = this.open === null && COMMENT.test(block)
    let isMarkup = false
    for (const line of lines) {
      if (this.open !== null) this.open = closes(line, this.open) ? null : this.open
      else {
        const { ticks, waves } = FENCE.exec(line)?.groups ?? {}
        this.open = ticks ?? waves ?? null
        isMarkup ||= MARKUP.test(line)
        // Within markup a fence is none.
        this.isLost ||= (isMarkup && this.open !== null) || (GOES_ON.test(line) && !isComment)
      }
    }
    return true
  }
}

function closes(line: string, fence: string): boolean {
  const end = line.trim()
  return /^ {0,3}\S/.test(line) && end.startsWith(fence) && end === end[0]?.repeat(end.length)
}

/**
 * Reads code that begins with a block and ends with one.
 * @param line on which it begins; of places, only the lines are told
 * @returns with the number of blocks that it takes; null when the parser has to look at it
 */
export function readCode(blocks: readonly string[], from: number, line: number): { node: Code; count: number } | null {
  const [first = '', ...others] = blocks[from]?.split('\n') ?? []
  const { fence, info = '' } = PLAIN_FENCE.exec(first)?.groups ?? {}
  if (fence === undefined) return null
  const inside: string[] = []
  for (let at = from; at < blocks.length; at += 1) {
    const lines = at === from ? others : ['', ...(blocks[at]?.split('\n') ?? [])]
    const end = lines.findIndex((one) => closes(one, fence))
    if (end < 0) {
      for (const one of lines) inside.push(one)
      continue
    }
    // The last one ends with the file.
    if (lines.slice(end + 1).join('') !== '' || lines.length - end > 2) return null
    const value = [...inside, ...lines.slice(0, end)].join('\n')
    const [, lang, meta] = /^[ \t]*([^ \t]+)[ \t]*(.*)$/.exec(info) ?? []
    if (value.includes('\0')) return null
    const position = between(line, line + inside.length + end + 1)
    return { node: { type: 'code', lang: lang ?? null, meta: meta || null, value, position }, count: at - from + 1 }
  }
  return null
}
