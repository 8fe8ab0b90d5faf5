import 'server-only'
import type { BlockContent, Root, RootContent } from 'mdast'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkCjkStrikethrough from 'remark-cjk-friendly-gfm-strikethrough'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { eachNode } from '#server/content/each-node.ts'
import { Fences, readCode } from '#server/content/fences.ts'
import { readPlainBlock } from '#server/content/plain-block.ts'

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

/**
 * Parses Markdown. Most of a book is paragraphs, headings and notes with few marks or none: they are read here, which takes a tenth of the time. A
 * rule stands for such blocks, however many stand beside each other, while the rest is parsed, since like them, it ends what stands before it,
 * and a short note for each note. The tree is the same, but that of positions only the lines are right.
 */
export function parseMarkdown(markdown: string): Root {
  if (markdown.includes('\r')) return parseWhole(markdown)
  const rest = new Rest()
  const referred = new Set<string>()
  const fences = new Fences()
  const blocks = markdown.split('\n\n')
  let line = 1
  for (let at = 0; at < blocks.length; at += 1) {
    const code = fences.areOpen ? null : readCode(blocks, at, line)
    if (code) {
      rest.setAside(code.node, line)
      for (const block of blocks.slice(at, at + code.count)) line += block.split('\n').length + 1
      at += code.count - 1
      continue
    }
    const block = blocks[at] ?? ''
    const lines = block.split('\n')
    // More than one empty line stands before it, and the last one ends with the file.
    const bare = block.replace(/^\n|\n$/g, '')
    const first = block.startsWith('\n') ? line + 1 : line
    const { label, words = bare } = NOTE.exec(bare)?.groups ?? {}
    const beside = label === undefined ? [blocks[at - 1], blocks[at + 1]] : []
    const read = fences.pass(block, lines) ? null : readPlainBlock(words, first, beside)
    if (read === null || (label !== undefined && read.node.type !== 'paragraph')) rest.add(block, line, lines.length)
    else {
      for (const note of read.notes) referred.add(note)
      if (label === undefined) rest.setAside(read.node, first)
      else rest.setNoteAside(`[^${label}]: ${SHORT}`, read.node, first)
    }
    line += lines.length + 1
  }
  const root = rest.parse()
  // What looks like a reference to a note that is not there is words.
  return referred.size > 0 && !referred.isSubsetOf(definedIn(root)) ? parseWhole(markdown) : root
}

/** What is left to the parser of a text. */
class Rest {
  private readonly blocks: string[] = []
  /** The lines of the text on which those of the rest stand. */
  private readonly lines: number[] = []
  /** What a rule, or the short words of a note, on a line of the rest stands for. */
  private readonly aside = new Map<number, BlockContent[]>()
  private run: BlockContent[] | null = null

  /** Adds a block for the parser. */
  add(block: string, line: number, count = 1): void {
    // Empty lines below a rule are nothing.
    if (block === '' && this.run) return
    this.run = null
    this.blocks.push(block)
    for (let at = 0; at <= count; at += 1) this.lines.push(line + at)
  }

  /** Keeps what was read: those beside each other have one rule. */
  setAside(node: BlockContent, line: number): void {
    if (this.run) {
      this.run.push(node)
      return
    }
    const run = [node]
    this.aside.set(this.lines.length + 1, run)
    this.add('***', line)
    this.run = run
  }

  /** Keeps the words of a note. */
  setNoteAside(short: string, words: BlockContent, line: number): void {
    this.aside.set(this.lines.length + 1, [words])
    this.add(short, line)
  }

  /** The tree of the rest with what was set aside. */
  parse(): Root {
    const root = parseWhole(this.blocks.join('\n\n'))
    const children = root.children.flatMap((child): RootContent[] => {
      const aside = this.aside.get(child.position?.start.line ?? 0)
      if (aside !== undefined && child.type !== 'footnoteDefinition') return aside
      this.place(child)
      if (aside !== undefined && child.type === 'footnoteDefinition') child.children.splice(0, 1, ...aside)
      return [child]
    })
    return { type: 'root', children }
  }

  /** Says where something stands in the text. */
  private place(child: RootContent): void {
    eachNode(child, ({ position }) => {
      for (const end of position ? [position.start, position.end] : []) end.line = this.lines[end.line - 1] ?? end.line
    })
  }
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
