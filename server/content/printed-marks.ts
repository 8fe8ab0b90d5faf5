import 'server-only'
import { toString as plainText } from 'nlcst-to-string'
import { ParseLatin } from 'parse-latin'
import smartypants from 'retext-smartypants'

const setQuotes = smartypants({ ellipses: false, dashes: false, backticks: false })
const setOthers = smartypants({ quotes: false })

/** What stands for a dash, dots or quotation marks: only two signs together do. */
const OTHERS = /--|``|''|\.[\s\u0085]*\./

/** The words with quotation marks and apostrophes as print has them, each in its place. Only sentences that have some are looked through. */
export function withQuotes(words: string): string {
  const tree = new ParseLatin().parse(words)
  for (const paragraph of tree.children) {
    if (paragraph.type !== 'ParagraphNode') continue
    for (const sentence of paragraph.children) {
      if (sentence.type !== 'SentenceNode' || !/["']/.test(plainText(sentence))) continue
      setQuotes({ type: 'RootNode', children: [{ type: 'ParagraphNode', children: [sentence] }] })
    }
  }
  return plainText(tree)
}

/** The words with dashes and dots as print has them: they become shorter by it. */
export function asPrinted(words: string): string {
  if (!OTHERS.test(words)) return words
  const tree = new ParseLatin().parse(words)
  setOthers(tree)
  return plainText(tree)
}
