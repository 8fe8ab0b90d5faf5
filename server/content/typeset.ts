import 'server-only'
import type { Root as Markdown, Text } from 'mdast'
import { eachNode } from '#server/content/each-node.ts'
import { asPrinted, withQuotes } from '#server/content/printed-marks.ts'

/** How the texts of one guide are set: straight quotation marks, dashes and dots as print has them. */
export type Typesetter = {
  /** Sets the running text of a tree, in place. */
  set: (tree: Markdown) => void
  /** Sets plain text. */
  text: (plain: string) => string
}

/** What a typesetter may change. Setting takes longer than all else together, so a text without any of it is left alone. */
const TYPED_MARKS = /["'`]|--|\.\s*\./

/** The year in "the summer of '68", which keeps its apostrophe, as does the decade in "the '60s". */
const YEAR = /(?<![\p{L}\p{N}])'(?=\d\d(?!\d))/gu
/** Letters, and punctuation, of scripts in which the marks mean something else or are set otherwise: Hebrew has them within words. */
const OTHERS = '[[\\p{L}--[\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}]]\\u3001-\\u3003\\uff01-\\uff65]'
const AMONG_OTHERS = new RegExp(`(?<=${OTHERS})["']|["'](?=${OTHERS})`, 'gv')
/** What stands for such a mark while the rest is set: signs that no text has. */
const [DOUBLE, SINGLE] = ['\ue0f0', '\ue0f1']

const ENGLISH: Typesetter = {
  set(tree) {
    let hasMarks = false
    let hasOthers = false
    eachNode(tree, (node) => {
      if (node.type !== 'text' || !TYPED_MARKS.test(node.value)) return
      hasMarks = true
      const kept = node.value.replace(YEAR, '’').replace(AMONG_OTHERS, (mark) => (mark === '"' ? DOUBLE : SINGLE))
      hasOthers ||= kept !== node.value
      node.value = kept
    })
    if (hasMarks) setMarks(tree)
    if (!hasOthers) return
    eachNode(tree, (node) => {
      if (node.type === 'text') node.value = node.value.replaceAll(DOUBLE, '"').replaceAll(SINGLE, "'")
    })
  },
  text(plain) {
    const tree: Markdown = { type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', value: plain }] }] }
    ENGLISH.set(tree)
    const [paragraph] = tree.children
    const [words] = paragraph?.type === 'paragraph' ? paragraph.children : []
    return words?.type === 'text' ? words.value : plain
  },
}

/** Quotation marks open and close over all the words of a tree, whatever is emphasised or linked in them; a block begins anew. */
function setMarks(tree: Markdown): void {
  const texts: { node: Text; at: number }[] = []
  let words = ''
  eachNode(tree, (node) => {
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') words += ' '
    else if (node.type === 'inlineCode') words += 'A'.repeat(node.value.length)
    else if (node.type === 'text') {
      texts.push({ node, at: words.length })
      words += node.value
    }
  })
  const quoted = withQuotes(words)
  for (const { node, at } of texts) node.value = asPrinted(quoted.slice(at, at + node.value.length))
}

const AS_TYPED: Typesetter = { set: () => undefined, text: (plain) => plain }

/**
 * The typesetter for a language. Only of English do we know how its marks are set: the same signs open in one language and close in
 * another, so texts in all others are shown as they were typed.
 * @param language a language tag (BCP 47)
 */
export function typesetterFor(language: string): Typesetter {
  return /^en\b/i.test(language) ? ENGLISH : AS_TYPED
}
