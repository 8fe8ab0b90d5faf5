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
const REACHES_FAR = /```|~~~|<|\]:|[\r\t]/
/** A line in which no sign can mean anything to Markdown: letters, and marks of sentences that begin no list, no rule and no address. */
const PLAIN_LINE =
  /^[\p{L}"'“”„‘’‚«»‹›—–¿¡…(「『（《〈](?:[\p{L}\p{M}\p{N} \u00a0\u202f,.;:?!'"“”„‘’‚«»‹›()—–‐…¿¡%§°/。，、！？：；「」『』（）《》〈〉・-]*[\p{L}\p{M}\p{N},.;:?!'"“”„‘’‚«»‹›()—–…%。，、！？：；「」『』（）《》〈〉])?$/u
const ADDRESS = /www\.|:\/\//i

/**
 * Parses Markdown. Most of a book is paragraphs without any mark: they are not looked at sign by sign, which takes most of the time that
 * an import takes. The tree is the same, but that their text has no position within them.
 */
export function parseMarkdown(markdown: string): Root {
  if (REACHES_FAR.test(markdown)) return parser.parse(markdown)
  const children: RootContent[] = []
  let waiting: string[] = []
  let first = 1
  let line = 1
  const flush = () => {
    if (waiting.length > 0) children.push(...parseFrom(waiting.join('\n\n'), first))
    waiting = []
  }
  for (const block of markdown.split('\n\n')) {
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

function isPlain(block: string, lines: readonly string[]): boolean {
  return lines.every((one) => PLAIN_LINE.test(one)) && !ADDRESS.test(block)
}

function paragraph(value: string, lines: readonly string[], line: number): RootContent {
  const position = { start: { line, column: 1 }, end: { line: line + lines.length - 1, column: (lines.at(-1)?.length ?? 0) + 1 } }
  return { type: 'paragraph', children: [{ type: 'text', value, position }], position }
}

/** What a part of a text holds that begins on this line. */
function parseFrom(markdown: string, line: number): RootContent[] {
  const root = parser.parse(markdown)
  visit(root, ({ position }) => {
    if (!position) return
    position.start.line += line - 1
    position.end.line += line - 1
  })
  return root.children
}
