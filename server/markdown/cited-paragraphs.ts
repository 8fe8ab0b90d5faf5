import 'server-only'
import type { ElementContent, Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'

/** "¶ 6", "¶12a", "¶ 12.1": the names that paragraphs have; with words of theirs behind it, as in "¶ 6 “so it begins …”", a passage. */
const CITED = /¶[ \u00a0]?(\d{1,4}(?:[a-z]|\.\d{1,3})?)(?![\p{L}\p{N}])(?<quote> “[^“”\n]{1,200}”)?/gu
/** Where a number is no way to a paragraph: what is a link already, and code. */
const LEFT_ALONE = new Set(['a', 'code', 'pre'])

/** A number of a paragraph in people's words leads there: to the place on the page of the chapter that they are about. */
export function linkCitedParagraphs() {
  return (tree: Root) => {
    visit(tree, (node, index, parent) => {
      if (node.type === 'element' && LEFT_ALONE.has(node.tagName)) return SKIP
      if (node.type !== 'text' || !parent || index === undefined || !node.value.includes('¶')) return
      const parts = splitCited(node.value)
      parent.children.splice(index, 1, ...parts)
      return index + parts.length
    })
  }
}

function splitCited(text: string): ElementContent[] {
  const parts: ElementContent[] = []
  let done = 0
  for (const { 0: found, 1: label, index, groups } of text.matchAll(CITED)) {
    if (index > done) parts.push({ type: 'text', value: text.slice(done, index) })
    const properties = { href: `#p${label}`, ...(groups?.quote && { className: ['chip'] }) }
    parts.push({ type: 'element', tagName: 'a', properties, children: [{ type: 'text', value: found }] })
    done = index + found.length
  }
  if (done < text.length) parts.push({ type: 'text', value: text.slice(done) })
  return parts
}
