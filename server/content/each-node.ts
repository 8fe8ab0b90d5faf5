import 'server-only'
import type { Nodes as Html, Parents as HtmlParents } from 'hast'
import type { Nodes as Markdown, Parents as MarkdownParents } from 'mdast'

/**
 * Calls for every node of a tree, those that hold others first; it may put another node in a node's place. `visit` makes a named function
 * for each node, which took a fifth of the time of reading a guide: it is for what takes nodes out or adds some on the way.
 */
export function eachNode(tree: Markdown, see: (node: Markdown, parent: MarkdownParents | null, index: number) => void): void
export function eachNode(tree: Html, see: (node: Html, parent: HtmlParents | null, index: number) => void): void
export function eachNode<Node extends { children?: Node[] }>(
  tree: Node,
  see: (node: Node, parent: Node | null, index: number) => void,
): void {
  const walk = (node: Node, parent: Node | null, index: number) => {
    see(node, parent, index)
    node.children?.forEach((child, at) => {
      walk(child, node, at)
    })
  }
  walk(tree, null, 0)
}
