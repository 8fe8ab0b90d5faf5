import 'server-only'
import type { Element, Nodes } from 'hast'
import { plainInline } from '#domain/import/blocks/inline.ts'
import { append } from '#domain/import/blocks/long-lists.ts'
import { markAt } from '#domain/import/blocks/piece.ts'
import type { ReportEntry, SourceBlock } from '#domain/import/blocks/text.ts'
import { attribute, holdsBlock, isBlank, isBlock, isCalled, type Page, rawText, wordsOf } from '#server/import/formats/element.ts'
import { isFurniture } from '#server/import/formats/furniture.ts'
import { fromHeading, haveNumbersApart } from '#server/import/formats/headings.ts'
import { BREAK, escapeWords, type InlineContext, isHidden, isPageNumber, LEFT_OUT, toInline } from '#server/import/formats/inline.ts'
import { fromList } from '#server/import/formats/lists.ts'
import { findNotes } from '#server/import/formats/notes.ts'
import { spokenWords } from '#server/import/formats/spoken-words.ts'
import { fromTable } from '#server/import/formats/tables.ts'
import { joinTypedLists } from '#server/import/formats/typed-lists.ts'
import { fromLines, isDivider, mergeVerse } from '#server/import/formats/verse.ts'
import { at, collect, drop, inlineOf, originOf, type Walk } from '#server/import/formats/walk.ts'
/**
 * What the pages of a text hold. `anchors` says for `file#id` and `file` at which of the blocks it
 * stands; `marks` what to say of the marks of notes, where they are words of the file.
 */
export type ReadPages = { blocks: SourceBlock[]; report: ReportEntry[]; anchors: Map<string, number>; marks: ReportEntry[] }

/** Class of the lines of a contents list, which the reader of Word files gives them. */
export const CONTENTS_CLASS = 'line-of-contents'

const HEADING = /^h([1-6])$/
/** Text set as typed is printed prose when it has so many lines, most of them about as wide as a page. */
const LONG_PRE = 20
const PAGE_WIDTH = 48

/** Turns trees of HTML into the blocks of one text. Every piece that is left out is in the report. */
export function readPages(pages: Page[]): ReadPages {
  const notes = findNotes(pages)
  const blocks: SourceBlock[] = []
  const report: ReportEntry[] = []
  const marks: string[] = []
  const anchors = new Map<string, number>()
  const numbersApart = haveNumbersApart(pages)
  for (const { file, tree } of pages) {
    const setAnchor = (name: string) => {
      if (!anchors.has(name)) anchors.set(name, blocks.length)
    }
    setAnchor(file ?? '')
    const mark = (node: Element) => {
      for (const name of [attribute(node, 'id'), attribute(node, 'name')]) if (name) setAnchor(`${file ?? ''}#${name}`)
    }
    read([tree], { found: blocks, file, line: 1, notes, report, marks, numbersApart, mark, read, readNote: fromNote })
  }
  const said = marks.filter(Boolean).join(' ')
  const entry = { kind: 'dropped', origin: { line: 1 }, reason: 'marks of notes, written anew', before: said, after: null } as const
  return { blocks, report, anchors, marks: said ? [entry] : [] }
}

/** Reads nodes that stand beside each other: words between blocks are paragraphs. */
function read(nodes: Nodes[], way: Walk): void {
  let line: Nodes[] = []
  const flush = () => {
    if (line.some((node) => !isBlank(node))) fromWords(line, way)
    line = []
  }
  for (const node of joinTypedLists(nodes)) {
    if (node.type === 'root') read(node.children, way)
    else if (node.type === 'element' && (isBlock(node) || holdsBlock(node))) {
      flush()
      fromBlock(node, at(node, way))
    } else line.push(node)
  }
  flush()
}

function fromBlock(node: Element, way: Walk): void {
  const { tagName, children } = node
  way.mark(node)
  const reason = reasonToLeaveOut(node)
  const level = HEADING.exec(tagName)?.[1]
  const note = way.notes.standingAt(node)
  if (reason) {
    const isScript = /^(?:script|style|template)$/.test(tagName)
    if (wordsOf(node)) drop(way, reason, isScript ? wordsOf(node).slice(0, 200) : spokenWords(node), isScript)
  } else if (note !== undefined && note !== way.within) fromNote(node, way)
  else if (level && holdsBlock(node)) read(children, way)
  else if (level) fromHeading(node, Number(level), way)
  else if (tagName === 'head') fromHead(node, way)
  else if (tagName === 'hr') way.found.push({ kind: 'divider', origin: originOf(way) })
  else if (tagName === 'pre') fromPre(node, way)
  else if (tagName === 'ul' || tagName === 'ol' || tagName === 'menu' || tagName === 'dir') fromList(node, way)
  else if (tagName === 'table') fromTable(node, way)
  else if (isCalled(node, 'poem', 'poetry', 'verse', 'stanza', 'linegroup', 'z3998:poem', 'z3998:verse'))
    append(way.found, mergeVerse(collect(children, way)))
  else if (tagName === 'blockquote' || isCalled(node, 'msoquote', 'msointensequote')) fromQuotation(node, way)
  else read(children, way)
}

function reasonToLeaveOut(node: Element): string | undefined {
  if (isHidden(node)) return 'hidden words'
  if (isFurniture(node)) return 'furniture of the page'
  if (node.tagName === 'nav') return 'contents list or navigation'
  if (isPageNumber(node)) return 'page number'
  if (isCalled(node, CONTENTS_CLASS) || /\bMsoToc\d\b/i.test(attribute(node, 'className'))) return 'contents list or navigation'
  return LEFT_OUT[node.tagName]
}

function fromWords(nodes: Nodes[], way: Walk): void {
  const first = nodes.find((node) => node.type === 'element' && node.position)
  const here = first?.type === 'element' ? at(first, way) : way
  const text = inlineOf(nodes, here)
  if (text === '') return
  if (isDivider(text)) way.found.push({ kind: 'divider', origin: originOf(here) })
  else append(way.found, fromLines(text.split(BREAK), originOf(here), way.report))
}

/** Of a page's head only what would have done something is worth a line in the report. */
function fromHead(node: Element, way: Walk): void {
  for (const child of node.children) {
    const reason = child.type === 'element' && /^(script|style)$/.test(child.tagName) && LEFT_OUT[child.tagName]
    if (reason && wordsOf(child)) drop(at(child, way), reason, wordsOf(child).slice(0, 200), true)
  }
}

function fromNote(node: Element, way: Walk): void {
  const id = way.notes.standingAt(node) ?? ''
  const text = collect(node.children, { ...way, within: id })
    .map(wordsOfBlock)
    .filter(Boolean)
    .join(' ')
  const bare = withoutMark(text, way.notes.markOf(id))
  way.marks.push(plainInline(text.slice(0, text.length - bare.length)))
  way.found.push({ kind: 'note', origin: originOf(way), id, text: bare })
}

function wordsOfBlock(block: SourceBlock): string {
  switch (block.kind) {
    case 'quotation':
      return block.paragraphs.join(' ')
    case 'list':
      return block.items
        .map((item, index) =>
          [block.ordered || block.marks ? markAt(block, index).number : null, item].filter((part) => part !== null).join('. '),
        )
        .join(' ')
    case 'verse':
      return block.lines.join(' ')
    case 'page':
    case 'divider':
      return ''
    default:
      return block.text
  }
}

/** The note without the number that stands before it, which is written anew. */
function withoutMark(text: string, mark: string): string {
  const written = [
    mark,
    escapeWords(mark),
    toInline([{ type: 'element', tagName: 'sup', properties: {}, children: [{ type: 'text', value: mark }] }], NOWHERE),
  ]
  for (const form of mark === '' ? [] : written) {
    for (const [before, after] of [
      ['', ''],
      ['[', ']'],
      ['\\[', ']'],
      ['\\[', '\\]'],
      ['(', ')'],
    ] as const) {
      const start = `${before}${form}${after}`
      if (text.startsWith(start) && !/^[\p{L}\p{N}]/u.test(text.slice(start.length)))
        return text.slice(start.length).replace(/^\\?[.:)]?\s*/, '')
    }
  }
  return text.replace(/^(?:\\?\[\s*\\?\]|\(\s*\)|[.:])\s*/, '')
}

const NOWHERE: InlineContext = {
  notes: { referredBy: () => undefined, standingAt: () => undefined, markOf: () => '' },
  marks: [],
  drop: () => {},
  setAside: () => {},
}

function fromQuotation(node: Element, way: Walk): void {
  const inside = collect(node.children, way)
  if (inside.every(({ kind }) => kind === 'verse')) {
    append(way.found, inside)
    return
  }
  let paragraphs: string[] = []
  const origin = originOf(way)
  const flush = () => {
    if (paragraphs.length > 0) way.found.push({ kind: 'quotation', origin, paragraphs })
    paragraphs = []
  }
  for (const block of inside) {
    if (block.kind === 'paragraph') paragraphs.push(block.text)
    else if (block.kind === 'quotation') append(paragraphs, block.paragraphs)
    else if (block.kind === 'verse') append(paragraphs, block.lines)
    else {
      flush()
      way.found.push(block)
    }
  }
  flush()
}

/** True for a page of prose set as typed, with its line breaks; a program or a table is none. */
function isPrinted(lines: readonly string[]): boolean {
  const written = lines.filter((line) => line.trim() !== '')
  if (written.length < LONG_PRE) return false
  const lengths = written.map((line) => line.trim().length).sort((one, other) => one - other)
  const wide = lengths[Math.floor(lengths.length * 0.7)] ?? 0
  const text = written.join(' ')
  const letters = text.match(/[\p{L}\p{M}\s.,;:!?'’"“”—–-]/gu)?.length ?? 0
  return wide >= PAGE_WIDTH && letters >= text.length * 0.93
}

/** Text set as typed: prose is read like a plain text, anything else keeps its lines. */
function fromPre(node: Element, way: Walk): void {
  const lines = rawText(node)
    .replace(/\r\n?/g, '\n')
    .replace(/^\n|\s+$/g, '')
    .split('\n')
  const origin = originOf(way)
  if (isPrinted(lines)) {
    lines.forEach((text, index) => {
      way.found.push({ kind: 'line', origin: { ...origin, line: origin.line + index }, text })
    })
    return
  }
  const stanzas = lines
    .map((line) => escapeWords(line))
    .join('\n')
    .split(/\n{2,}/)
  for (const stanza of stanzas.filter(Boolean)) way.found.push({ kind: 'verse', origin, lines: stanza.split('\n').filter(Boolean) })
}
