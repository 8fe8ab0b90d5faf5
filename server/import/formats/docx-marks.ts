import 'server-only'
import type { Element, ElementContent, Root } from 'hast'
import { MARK } from '#server/import/formats/docx-prepare.ts'

type Said = { number?: number; label?: string; format?: string; depth?: number; level?: number }

const MARKED = new RegExp(`^${MARK.open}([^${MARK.close}]*)${MARK.close}`)

/**
 * Reads the marks that preparing put at the head of paragraphs: items of lists get their numbers, paragraphs their level in the outline,
 * and where neither has a place for it the number is a word.
 */
export function readMarks(tree: Root): void {
  const walk = (parent: Root | Element): void => {
    for (const child of parent.children) {
      if (child.type !== 'element') continue
      if (/^(?:p|li|h[1-6]|div|td)$/.test(child.tagName)) apply(child, parent)
      walk(child)
    }
  }
  walk(tree)
}

function apply(element: Element, parent: Root | Element): void {
  const said = takeMark(element)
  if (!said) return
  if (said.level !== undefined && element.tagName === 'p') element.tagName = `h${Math.min(said.level + 1, 6)}`
  if (said.number === undefined || said.label === undefined) return
  const isPlain = said.format === 'decimal' && /^\W*\d+\W*$/.test(said.label)
  if (element.tagName === 'li' && isPlain && parent.type === 'element' && parent.tagName === 'ol')
    element.properties.value = String(said.number)
  else {
    // Letters and numbers of several levels are words: a text refers to them.
    if (element.tagName === 'li' && parent.type === 'element') withoutNumbers(parent)
    element.children.unshift({ type: 'text', value: `${said.label} ` })
  }
}

/** A list whose numbers are words: those that were numbers until now become words too. */
function withoutNumbers(list: Element): void {
  list.tagName = 'ul'
  for (const item of list.children) {
    if (item.type !== 'element' || item.properties.value === undefined) continue
    item.children.unshift({ type: 'text', value: `${item.properties.value}. ` })
    delete item.properties.value
  }
}

/** The mark with which an element begins, taken out of it. */
function takeMark(element: Element): Said | null {
  for (let inner: ElementContent | undefined = element; inner?.type === 'element'; inner = inner.children.find(isWritten)) {
    const [first] = inner.children.filter(isWritten)
    if (first?.type !== 'text') continue
    const found = MARKED.exec(first.value)
    if (!found) return null
    first.value = first.value.slice(found[0].length)
    return JSON.parse(found[1] ?? '{}') as Said
  }
  return null
}

const isWritten = (node: ElementContent) => node.type === 'element' || (node.type === 'text' && node.value.trim() !== '')
