import 'server-only'
import type { Element, ElementContent, Nodes } from 'hast'
import { attribute, isBlank, wordsOf } from '#server/import/formats/element.ts'

/**
 * Nodes with those paragraphs made lists that a word processor saved as paragraphs with a bullet or a number typed before each: it marks
 * them with a style of its own, and the bullet as what others should ignore.
 */
export function joinTypedLists(nodes: Nodes[]): Nodes[] {
  if (!nodes.some(isTypedItem)) return nodes
  const joined: Nodes[] = []
  let open = null as Element | null
  for (const node of nodes) {
    if (isTypedItem(node)) {
      const tagName = /^\d+[.)]$/.test(markOf(node)) ? 'ol' : 'ul'
      if (open?.tagName !== tagName) {
        open = { type: 'element', tagName, properties: {}, children: [], ...(node.position && { position: node.position }) }
        joined.push(open)
      }
      open.children.push({ ...node, tagName: 'li', children: withoutMark(node.children) })
    } else {
      if (!isBlank(node)) open = null
      joined.push(node)
    }
  }
  return joined
}

/** A paragraph of a list whose mark is a bullet or counts; one with a letter keeps it, as words. */
function isTypedItem(node: Nodes): node is Element {
  if (node.type !== 'element' || node.tagName !== 'p' || !/mso-list:\s*l\d/i.test(attribute(node, 'style'))) return false
  return /^(?:\d+[.)]|[^\p{L}\p{N}]|o)$/u.test(markOf(node))
}

function markOf(node: Nodes): string {
  if (isMark(node)) return wordsOf(node).replace(/\s+/gu, '')
  return 'children' in node ? node.children.map(markOf).join('') : ''
}

function isMark(node: Nodes): boolean {
  return node.type === 'element' && /mso-list:\s*ignore/i.test(attribute(node, 'style'))
}

function withoutMark(children: ElementContent[]): ElementContent[] {
  return children.flatMap((child): ElementContent[] => {
    if (isMark(child)) return []
    return child.type === 'element' ? [{ ...child, children: withoutMark(child.children) }] : [child]
  })
}
