import 'server-only'
import type { Root, RootContent } from 'mdast'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkCjkStrikethrough from 'remark-cjk-friendly-gfm-strikethrough'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'

const parser = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  // Emphasis that ends in a full-width sign is emphasis also where no space follows, as in people's own words.
  .use(remarkCjkFriendly)
  .use(remarkCjkStrikethrough, { singleTilde: false })

/** What goes on over an empty line, or is referred to from elsewhere: then one part of a text says what another one means. */
const REACHES_FAR = /```|~~~|(?<!\\)(?:\\\\)*<|[\r\t]/
/** Where something that is referred to may be defined; notes in a line of their own are told apart. */
const DEFINES = /(?<!\\)\]:/g
const NOTE = /^\[\^([^\]\s]+)\]: /
const REFERENCE = /(?<!\\)\[\^([^\]\s]+)\]/g
/** A line in which no sign can mean anything to Markdown: letters, and marks of sentences that begin no list, no rule and no address. */
const PLAIN_LINE =
  /^[\p{L}"'“”„‘’‚«»‹›—–¿¡…(「『（《〈](?:[\p{L}\p{M}\p{N} \u00a0\u202f,.;:?!'"“”„‘’‚«»‹›()—–‐…¿¡%§°/。，、！？：；「」『』（）《》〈〉・-]*[\p{L}\p{M}\p{N},.;:?!'"“”„‘’‚«»‹›()—–…%。，、！？：；「」『』（）《》〈〉])?$/u
const ADDRESS = /www\.|:\/\//i

/**
 * Parses Markdown. Most of a book is paragraphs without any mark: they are not looked at sign by sign, which takes most of the time that
 * an import takes. The tree is the same, but that their text has no position within them.
 */
export function parseMarkdown(markdown: string): Root {
  const blocks = markdown.split('\n\n')
  const notes = notesOf(markdown, blocks)
  if (REACHES_FAR.test(markdown) || notes === null) return parser.parse(markdown)
  const children: RootContent[] = []
  let waiting: string[] = []
  let first = 1
  let line = 1
  const flush = () => {
    if (waiting.length > 0) children.push(...parseFrom(waiting.join('\n\n'), first, notes))
    waiting = []
  }
  for (const block of blocks) {
    const lines = block.split('\n')
    if (isPlain(block, lines)) {
      flush()
      children.push(paragraph(block, lines, line))
    } else {
      if (waiting.length === 0) first = line
      waiting.push(block)
    }
    line += lines.length + 1
  }
  flush()
  return { type: 'root', children }
}

/** The names of the notes, each of which is a line by itself. Null when something else is defined, or a note goes on below its line. */
function notesOf(markdown: string, blocks: readonly string[]): ReadonlySet<string> | null {
  const names = new Set<string>()
  let defined = 0
  for (const [at, block] of blocks.entries()) {
    const name = NOTE.exec(block)?.[1]
    if (name === undefined) continue
    if (block.includes('\n') || /^\s/.test(blocks[at + 1] ?? '')) return null
    names.add(name.toLowerCase())
    defined += 1
  }
  return (markdown.match(DEFINES)?.length ?? 0) === defined ? names : null
}

function isPlain(block: string, lines: readonly string[]): boolean {
  return lines.every((one) => PLAIN_LINE.test(one)) && !ADDRESS.test(block)
}

function paragraph(value: string, lines: readonly string[], line: number): RootContent {
  const position = { start: { line, column: 1 }, end: { line: line + lines.length - 1, column: (lines.at(-1)?.length ?? 0) + 1 } }
  return { type: 'paragraph', children: [{ type: 'text', value, position }], position }
}

/** What a part of a text holds that begins on this line. The notes that it refers to stand elsewhere: it is told that there are some. */
function parseFrom(markdown: string, line: number, notes: ReadonlySet<string>): RootContent[] {
  const referred = new Set([...markdown.matchAll(REFERENCE)].map(([, name = '']) => name).filter((name) => notes.has(name.toLowerCase())))
  const end = markdown.split('\n').length
  const root = parser.parse([markdown, ...[...referred].map((name) => `[^${name}]: …`)].join('\n\n'))
  const own = root.children.filter(({ position }) => (position?.start.line ?? 1) <= end)
  const tree: Root = { type: 'root', children: own }
  visit(tree, ({ position }) => {
    if (!position) return
    position.start.line += line - 1
    position.end.line += line - 1
  })
  return own
}
