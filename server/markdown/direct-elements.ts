import 'server-only'
import type { Element, Root } from 'hast'
import { toString as plainText } from 'hast-util-to-string'
import { visit } from 'unist-util-visit'

/** Each stands in its own direction, which browsers find by its first letter. */
const OWN = new Set(['p', 'li', 'th', 'td', 'pre', 'code'])
/** Each holds others that stand in their own, which browsers leave out when they look for the first letter: so it is found here. */
const HOLDERS = new Set(['ul', 'ol', 'blockquote', 'table'])
const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

/** Gives every block of members' words, and code inside of lines, the direction of its own script: bullets, quotation lines and cells too. */
export function directElements() {
  return (tree: Root) => {
    visit(tree, 'element', (node: Element, _index, parent) => {
      const isCodeBlock = node.tagName === 'code' && parent?.type === 'element' && parent.tagName === 'pre'
      if (OWN.has(node.tagName) && !isCodeBlock) node.properties.dir = 'auto'
      if (HOLDERS.has(node.tagName)) node.properties.dir = RIGHT_TO_LEFT.test(plainText(node)) ? 'rtl' : 'ltr'
    })
  }
}
