import 'server-only'
import type { Element, Nodes } from 'hast'
import { WordCount } from '#domain/import/blocks/tally.ts'
import { collapse, isBlock, numbersOf, wordsOf } from '#server/import/formats/element.ts'
import { isFurniture } from '#server/import/formats/furniture.ts'
import { drawnLetter, isHidden, isPageNumber, LEFT_OUT } from '#server/import/formats/inline.ts'
import { mathText } from '#server/import/formats/math.ts'
import { NOTE_MARK } from '#server/import/formats/notes.ts'

/** What no browser shows as words of the page. */
const NO_WORDS = /^(?:script|style|template|head)$/
/** Elements within a line whose words stand apart from those beside them. */
const APART = /^(?:br|rt|rp|option|q)$/
/** Words are counted in stretches of about so many letters. */
const STRETCH = 4000

/** Every word below, the numbers of lists included, whatever becomes of it: the words in which the balance of an import is struck. */
export function countWords(node: Nodes, count: WordCount): void {
  let line = ''
  const walk = (inner: Nodes): void => {
    if (inner.type === 'text') line += inner.value
    if (inner.type !== 'root' && inner.type !== 'element') return
    const kind = inner.type === 'root' ? 'block' : kindOf(inner)
    if (kind === 'none') return
    if (kind === 'aside' && inner.type === 'element') {
      count.add(wordsOf(inner))
      return
    }
    if (kind !== 'within') line += ' '
    if (inner.type === 'element' && inner.tagName === 'math') line += mathText(inner)
    else if (inner.type === 'element' && drawnLetter(inner)) line += drawnLetter(inner)
    else {
      const numbers = inner.type === 'element' && inner.tagName === 'ol' ? numbersOf(inner) : []
      for (const number of numbers) line += ` ${number} `
      for (const child of inner.children) walk(child)
    }
    if (kind !== 'within') line += ' '
    if (kind === 'block' && line.length > STRETCH) {
      count.add(line)
      line = ''
    }
  }
  walk(node)
  count.add(line)
}

/** The same words as one text, for the report of a piece that is left out whole. */
export function spokenWords(node: Element): string {
  const numbers: string[] = []
  const walk = (inner: Nodes): string => {
    if (inner.type === 'text') return inner.value
    if (inner.type !== 'element' || kindOf(inner) === 'none') return ''
    if (inner.tagName === 'math') return ` ${mathText(inner)} `
    if (drawnLetter(inner)) return drawnLetter(inner)
    const own = inner.tagName === 'ol' ? numbersOf(inner).join(' ') : ''
    const inside = inner.children.map(walk).join('')
    return kindOf(inner) === 'within' ? inside : ` ${own} ${inside} `
  }
  return collapse([...numbers, walk(node)].join('')).trim()
}

/** How the words of an element stand to those beside it. */
function kindOf(node: Element): 'none' | 'aside' | 'block' | 'apart' | 'within' {
  if (NO_WORDS.test(node.tagName)) return 'none'
  if (isBlock(node)) return 'block'
  if (isPageNumber(node) || isHidden(node) || isFurniture(node) || LEFT_OUT[node.tagName]) return 'aside'
  if (APART.test(node.tagName)) return 'apart'
  const words = /^(?:sup|sub|a)$/.test(node.tagName) ? wordsOf(node) : ''
  const isMark = node.tagName === 'a' ? NOTE_MARK.test(words) : /^\d+$/.test(words) || /^[[(]?\d+[\])]?$/.test(words)
  return words !== '' && isMark ? 'apart' : 'within'
}

/** The tally of several trees, and of words beside them. */
export function wordsOfTrees(trees: Iterable<Nodes>, beside: Iterable<string> = []): ReadonlyMap<string, number> {
  const count = new WordCount()
  for (const tree of trees) countWords(tree, count)
  for (const text of beside) count.add(text)
  return count.words
}
