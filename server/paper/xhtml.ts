import 'server-only'
import type { Element, ElementContent, Root, RootContent } from 'hast'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'

const parser = unified().use(rehypeParse, { fragment: true })

/** What an e-book has of people's words; of everything else the words within stay. */
const KEPT = new Set('p ul ol li blockquote h2 h3 h4 h5 h6 pre hr table thead tbody tr th td em strong del sup sub code br'.split(' '))

/** Words as they stand in XML, between tags and in attributes; what no XML may hold is left out. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\p{Cf}\p{Co}]/gu, '')
    .replace(/[\uFFFE\uFFFF]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')

/** Safe HTML as well-formed XHTML of few elements, with links that lead out of the book alone. */
export const xhtmlOf = (html: string): string => inside(parser.parse(html))

const inside = (node: Root | Element): string => node.children.map(one).join('')

function one(node: RootContent | ElementContent): string {
  if (node.type === 'text') return xmlText(node.value)
  if (node.type !== 'element') return ''
  const { tagName, properties } = node
  if (tagName === 'a' && typeof properties.href === 'string' && /^(https?|mailto):/.test(properties.href))
    return `<a href="${xmlText(properties.href)}">${inside(node)}</a>`
  if (!KEPT.has(tagName)) return inside(node)
  // Lists go on counting where people began them.
  const start = tagName === 'ol' && Number.isSafeInteger(properties.start) ? ` start="${properties.start}"` : ''
  return tagName === 'br' || tagName === 'hr' ? `<${tagName}/>` : `<${tagName}${start} dir="auto">${inside(node)}</${tagName}>`
}
