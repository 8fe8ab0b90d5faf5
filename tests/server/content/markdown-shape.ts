import type { Code, Heading, Link, List, ListItem, Nodes } from 'mdast'
import { parseWhole } from '#server/content/parse-markdown.ts'

/** What the product sees of a tree: kinds, words, and the lines that problems are reported on. */
export function shape(node: Nodes): unknown {
  const { type, position } = node
  const line = type === 'root' ? undefined : position?.start.line
  const id = 'identifier' in node && { identifier: node.identifier, label: node.label }
  const { url, title, depth, ordered, start, spread, checked, lang, meta } = node as Partial<Link & Heading & List & ListItem & Code>
  return {
    type,
    line,
    ...id,
    ...{ url, title, depth, ordered, start, spread, checked, lang, meta },
    ...('value' in node && { value: node.value }),
    ...('children' in node && { children: node.children.map(shape) }),
  }
}

/** The same text looked at sign by sign. */
export const parsedWhole = (markdown: string): unknown => shape(parseWhole(markdown))
