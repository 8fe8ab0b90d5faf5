import 'server-only'
import type { Paragraph, Root } from 'mdast'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkCjkStrikethrough from 'remark-cjk-friendly-gfm-strikethrough'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { eachNode } from '#server/content/each-node.ts'
import { between, readPlainParagraph } from '#server/content/plain-paragraph.ts'

const parser = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  // Emphasis that ends in a full-width sign is emphasis also where no space follows, as in people's own words.
  .use(remarkCjkFriendly)
  .use(remarkCjkStrikethrough, { singleTilde: false })

/** What stands for the words of a note while the rest is parsed. */
const SHORT = 'x'
/** A note on one line, as an import writes it. */
const NOTE = /^\[\^(?<label>[A-Za-z0-9-]+)\]: (?<words>.+)$/

/** A fence around code, where no list can be around it. */
const FENCE = /^(?:(?<ticks>`{3,})[^`]*|(?<waves>~{3,}).*)$/
/** What goes on over empty lines, to an end that is not looked for here. */
const GOES_ON = /^ {1,3}(?:```|~~~)|^ {0,3}<(?:script|pre|style|textarea|[!?])/i
const COMMENT = /^<!--(?:(?!-->).)+-->$/s
const MARKUP = /^ {0,3}</m

/**
 * Parses Markdown. Most of a book is paragraphs and notes with few marks or none: they are read here, which takes a tenth of the time. A rule
 * stands for each paragraph while the rest is parsed, since like it, it ends what stands before it, and a short note for each note. The tree
 * is the same, but that of positions only the lines are right.
 */
export function parseMarkdown(markdown: string): Root {
  if (markdown.includes('\r')) return parseWhole(markdown)
  const plain = new Map<number, Paragraph>()
  const referred = new Set<string>()
  const fences = new Fences()
  let line = 1
  const rest = markdown.split('\n\n').map((block) => {
    const lines = block.split('\n')
    const first = line
    line += lines.length + 1
    if (fences.pass(block, lines)) return block
    // The last one ends with the file.
    const bare = block.replace(/\n$/, '')
    const { label, words = bare } = NOTE.exec(bare)?.groups ?? {}
    const read = readPlainParagraph(words, first)
    if (read === null) return block
    plain.set(first, { type: 'paragraph', children: read.children, position: between(first, line - 2) })
    for (const note of read.notes) referred.add(note)
    return label === undefined ? `***${'\n'.repeat(lines.length - 1)}` : `[^${label}]: ${SHORT}`
  })
  if (plain.size === 0) return parseWhole(markdown)
  const root = parseWhole(rest.join('\n\n'))
  // What looks like a reference to a note that is not there is words.
  if (referred.size > 0 && !referred.isSubsetOf(definedIn(root))) return parseWhole(markdown)
  root.children = root.children.map((child) => {
    const read = plain.get(child.position?.start.line ?? 0)
    if (read === undefined) return child
    return child.type === 'footnoteDefinition' ? { ...child, children: [read, ...child.children.slice(1)] } : read
  })
  return { type: 'root', children: root.children }
}

/** The ids of the notes in a tree. */
function definedIn(root: Root): Set<string> {
  const ids = new Set<string>()
  eachNode(root, (node) => {
    if (node.type === 'footnoteDefinition') ids.add(node.identifier)
  })
  return ids
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
