import 'server-only'
import { trimLine } from '#domain/plain-html.ts'

// What is done to people's words without reading them as Markdown: work that grows as the words do.

/** Direction overrides turn other people's words around; they stay in the body and are left out of the page. */
const UNSEEN = /[\u202a-\u202e\u2066-\u2069]|(?![\n\t])\p{Cc}/gu
/** No script stacks more marks on a letter; more of them climb over the neighbouring lines. */
const STACKED = /(\p{M}{8})\p{M}+/gu

/** Words without what would not be seen in a page, or would reach beyond its line. */
export function clean(body: string): string {
  return body.replace(/\r\n?/g, '\n').replace(UNSEEN, '').toWellFormed().replace(STACKED, '$1')
}

/** Anything that Markdown may read as more than paragraphs and lines. */
const MARKED = /[\\`*_~[\]<>&#|@¶]|^[ \t]*(?:[-+=:]|\d+[.)])|:\/\/|www\./im
export const isMarked = (text: string): boolean => MARKED.test(text)

/** Words as Markdown that reads as just these words, in paragraphs and lines. */
export function plainMarkdown(text: string): string {
  const parts = text.split(/\n(?:[ \t]*\n)+/).filter((part) => part.trim())
  return parts.map((part) => part.trim().split('\n').map(escapeLine).join('\\\n')).join('\n\n')
}

function escapeLine(line: string): string {
  return trimLine(line)
    .replace(/[\\`*_{}[\]<>|~$&@]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\b(www)\./gi, '$1\\.')
    .replace(/^([#+=:-])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2')
}
