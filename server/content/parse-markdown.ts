import 'server-only'
import type { PhrasingContent, Root, RootContent } from 'mdast'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkCjkStrikethrough from 'remark-cjk-friendly-gfm-strikethrough'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'

const parser = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  // Emphasis that ends in a full-width sign is emphasis also where no space follows, as in people's own words.
  .use(remarkCjkFriendly)
  .use(remarkCjkStrikethrough, { singleTilde: false })

/**
 * A line in which no sign can mean anything to Markdown: it begins like a sentence, no list, rule or table, and in it stand only signs that
 * mean something at the beginning of a line or together with others, or escaped ones.
 */
const PLAIN_LINE =
  /^(?!\d{1,9}[.)](?:\s|$))(?:[^\s\p{Cc}\p{Cs}\\`*_~<[&#>+=|:!{-]|\\[!-/:-@[-`{-~])(?:(?:[^\p{Cc}\p{Cs}\\`*_~<[&]|\\[!-/:-@[-`{-~])*(?:[^\s\p{Cc}\p{Cs}\\`*_~<[&]|\\[!-/:-@[-`{-~]))?$/u
const ESCAPE = /\\([!-/:-@[-`{-~])/g
const ADDRESS = /www\.|:\/\/|@/i
/** What stands for code where the words around it are looked at: a letter. */
const CODE = 'x'

/** A fence around code, where no list can be around it. */
const FENCE = /^(?:(?<ticks>`{3,})[^`]*|(?<waves>~{3,}).*)$/
/** What goes on over empty lines, to an end that is not looked for here. */
const GOES_ON = /^ {1,3}(?:```|~~~)|^ {0,3}<(?:script|pre|style|textarea|[!?])/i
const COMMENT = /^<!--(?:(?!-->).)+-->$/s
const MARKUP = /^ {0,3}</m

/**
 * Parses Markdown. Most of a book is paragraphs without any mark: they are not looked at sign by sign, which takes most of the time that
 * an import takes. A rule stands for each of them while the rest is parsed: like them, it ends what stands before it. The tree is the
 * same, but that of positions only the lines are right.
 */
export function parseMarkdown(markdown: string): Root {
  if (markdown.includes('\r')) return parseWhole(markdown)
  const plain = new Map<number, RootContent>()
  const fences = new Fences()
  let line = 1
  const rest = markdown.split('\n\n').map((block) => {
    const lines = block.split('\n')
    const first = line
    line += lines.length + 1
    const words = fences.pass(block, lines) ? null : plainWords(block)
    if (words === null) return block
    plain.set(first, paragraph(words, lines, first))
    return `***${'\n'.repeat(lines.length - 1)}`
  })
  if (plain.size === 0) return parseWhole(markdown)
  const { children } = parseWhole(rest.join('\n\n'))
  return { type: 'root', children: children.map((child) => plain.get(child.position?.start.line ?? 0) ?? child) }
}

/** Parses Markdown sign by sign. */
export function parseWhole(markdown: string): Root {
  return parser.parse(markdown)
}

/** Where code, or markup that goes on over empty lines, stands around blocks: they are no paragraphs, whatever they look like. */
class Fences {
  private open: string | null = null
  /** Where it ends is not known: nothing below is taken for a paragraph. */
  private isLost = false

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

/** The words of a paragraph without marks, every other piece of them code between single backticks. Null when it is none. */
function plainWords(block: string): string[] | null {
  const pieces = block.split('`')
  const hasCode = pieces.length > 1
  if (hasCode && (pieces.length % 2 === 0 || block.includes('\\') || pieces.some((piece, at) => isCode(at) && !/^[^\n]+$/.test(piece))))
    return null
  const around = hasCode ? pieces.map((piece, at) => (isCode(at) ? CODE : piece)).join('') : block
  if (!around.split('\n').every((line) => PLAIN_LINE.test(line))) return null
  const words = pieces.map((piece, at) => (isCode(at) ? piece.replace(/^ (?=.*[^ ])(.*) $/, '$1') : piece.replace(ESCAPE, '$1')))
  return words.some((piece, at) => !isCode(at) && ADDRESS.test(piece)) ? null : words
}

const isCode = (at: number) => at % 2 === 1

function paragraph(words: readonly string[], lines: readonly string[], line: number): RootContent {
  const position = { start: placeAt(line), end: placeAt(line + lines.length - 1) }
  let at = line
  const children = words.flatMap((value, index): PhrasingContent[] => {
    const start = placeAt(at)
    at += value.split('\n').length - 1
    return value === '' ? [] : [{ type: isCode(index) ? 'inlineCode' : 'text', value, position: { start, end: placeAt(at) } }]
  })
  return { type: 'paragraph', children, position }
}

/** The line is what is told of a place; programs that go on with the tree want the rest to be there. */
const placeAt = (line: number) => ({ line, column: 1, offset: 0 })
