import 'server-only'
import type { Element } from 'hast'
import { WordCount } from '#domain/import/blocks/tally.ts'
import type { ReportEntry } from '#domain/import/blocks/text.ts'
import { rewriteBoxes } from '#server/import/formats/docx-boxes.ts'
import { attributeOf, Numbering, stylesOf } from '#server/import/formats/docx-numbers.ts'
import { childrenOf, findPart, localName, type Part, partsCalled, valOf } from '#server/import/formats/docx-tree.ts'
import { mathText } from '#server/import/formats/math.ts'

/*
 * What the converter of Word files would lose is said in a way that it keeps: equations become words; numbers of lists and levels of the
 * outline become signs at the head of their paragraphs, which `docx-marks.ts` reads again; a large first letter joins its word.
 */

/** The signs around what a paragraph is marked with. No file holds them: they are for private use, and are taken out of it. */
export const MARK = { open: '\ue030', close: '\ue031' }

/** What preparing found: words of the text, and words that the text does not show. */
export type Prepared = { words: WordCount; report: ReportEntry[] }

type Parts = { numbering: Part | undefined; styles: Part | undefined }

/** Prepares the text of a Word file, in place. */
export function prepareDocument(root: Part, { numbering, styles }: Parts): Prepared {
  const prepared: Prepared = { words: new WordCount(), report: [] }
  withoutMarks(root)
  rewriteBoxes(root)
  rewriteRuns(root, prepared.report)
  joinLargeLetters(root)
  const known = stylesOf(styles)
  joinNumbers(root, known)
  markParagraphs(root, new Numbering(numbering), known, prepared.words)
  for (const paragraph of partsCalled(root, 'p')) prepared.words.add(wordsIn(paragraph))
  return prepared
}

/** Prepares the notes of a Word file, in place, and adds their words. */
export function prepareNotes(root: Part, { words, report }: Prepared): void {
  withoutMarks(root)
  rewriteBoxes(root)
  rewriteRuns(root, report)
  for (const note of [...partsCalled(root, 'footnote'), ...partsCalled(root, 'endnote')]) {
    if (attributeOf(note, 'type') !== undefined && attributeOf(note, 'type') !== 'normal') continue
    for (const paragraph of partsCalled(note, 'p')) words.add(wordsIn(paragraph))
  }
}

/** Takes out signs for private use that the file may hold. */
function withoutMarks(part: Part): void {
  part.children = part.children.map((child) => (typeof child === 'string' ? child.replace(/[\ue030\ue031]/g, '') : child))
  for (const child of part.children) if (typeof child !== 'string') withoutMarks(child)
}

/** What a paragraph holds besides its words: other paragraphs, what was deleted or moved elsewhere while changes were tracked, fields and looks. */
const UNSAID = new Set(['p', 'delText', 'moveFrom', 'instrText', 'pPr'])

/** Words of a paragraph as they stand, those of paragraphs inside it (text boxes) excluded. */
function wordsIn(paragraph: Part): string {
  let words = ''
  const read = (part: Part): void => {
    for (const child of part.children) {
      if (typeof child === 'string') continue
      const name = localName(child)
      if (name === 't') words += child.children.filter((text) => typeof text === 'string').join('')
      else if (name === 'tab' || name === 'br' || name === 'cr') words += ' '
      else if (name === 'noBreakHyphen') words += '-'
      else if (!UNSAID.has(name)) {
        const from = words.length
        read(child)
        // Raised and lowered numbers are words of their own beside what they stand at.
        const own = words.slice(from)
        if (name === 'r' && /^[[(]?\d+[\])]?$/.test(own) && findPart(child, 'rPr', 'vertAlign')) words = `${words.slice(0, from)} ${own} `
      }
    }
  }
  read(paragraph)
  return words.replace(new RegExp(`${MARK.open}[^${MARK.close}]*${MARK.close}`, 'g'), '')
}

/** Equations as words; hidden words left out, with a line in the report; words struck out twice as those struck out once. */
function rewriteRuns(part: Part, report: ReportEntry[]): void {
  part.children = part.children.flatMap((child): (Part | string)[] => {
    if (typeof child === 'string') return [child]
    const name = localName(child)
    if (name === 'oMathPara') return childrenOf(child, 'oMath').flatMap((math) => [equation(math)])
    if (name === 'oMath') return [equation(child)]
    // What a field shows, as the number of a figure, and words with readings above them are words.
    if (name === 'fldSimple') {
      rewriteRuns(child, report)
      return child.children
    }
    if (name === 'r' && childrenOf(child, 'ruby').length > 0) {
      const runs = { ...child, children: runsOfRuby(child) }
      rewriteRuns(runs, report)
      return runs.children
    }
    if (name === 'r') {
      const properties = findPart(child, 'rPr')
      const vanish = findPart(properties, 'vanish')
      if (vanish && !/^(?:0|false|off)$/.test(valOf(vanish) ?? '')) {
        const before = partsCalled(child, 't')
          .flatMap(({ children }) => children.filter((text) => typeof text === 'string'))
          .join('')
        if (before.trim()) report.push({ kind: 'dropped', origin: { line: 1 }, reason: 'hidden words', before, after: null, isAside: true })
        return []
      }
      const twice = findPart(properties, 'dstrike')
      if (twice) twice.name = twice.name.replace('dstrike', 'strike')
    }
    rewriteRuns(child, report)
    return [child]
  })
}

/** The words of a run, each with its reading in brackets behind it. */
function runsOfRuby(run: Part): (Part | string)[] {
  return run.children.flatMap((child): (Part | string)[] => {
    if (typeof child === 'string' || localName(child) === 'rPr') return []
    if (localName(child) !== 'ruby') return [{ ...run, children: [child] }]
    const inside = (name: string) => findPart(child, name)?.children ?? []
    return [...inside('rubyBase'), textRun('（'), ...inside('rt'), textRun('）')]
  })
}

const textRun = (text: string): Part => ({
  name: 'w:r',
  attributes: {},
  children: [{ name: 'w:t', attributes: { 'xml:space': 'preserve' }, children: [text] }],
})

const equation = (math: Part): Part => textRun(mathText(asElement(math)))

function asElement(part: Part): Element {
  const children = part.children.map((child) => (typeof child === 'string' ? { type: 'text' as const, value: child } : asElement(child)))
  return { type: 'element', tagName: localName(part), properties: {}, children }
}

/** The number of a chapter that a publisher's style sets on a line of its own goes to the head of the title below. */
function joinNumbers(root: Part, styles: ReturnType<typeof stylesOf>): void {
  const nameOf = (part: Part | undefined) => styles.get(valOf(findPart(part, 'pPr'), 'pStyle') ?? '')?.name ?? ''
  const paragraphs = partsCalled(root, 'p')
  for (const [at, number] of paragraphs.entries()) {
    const title = paragraphs[at + 1]
    if (!title || !NUMBER_STYLE.test(nameOf(number)) || !TITLE_STYLE.test(nameOf(title))) continue
    const runs = number.children.filter((child) => localName(child) !== 'pPr')
    if (wordsIn(number).trim() === '') continue
    const space: Part = { name: 'w:r', attributes: {}, children: [{ name: 'w:tab', attributes: {}, children: [] }] }
    title.children.splice(localName(title.children[0] ?? '') === 'pPr' ? 1 : 0, 0, ...runs, space)
    number.children = number.children.filter((child) => localName(child) === 'pPr')
  }
}

/** A first letter that is set in a frame of its own goes to the head of the paragraph below. */
function joinLargeLetters(part: Part): void {
  const kept: (Part | string)[] = []
  let waiting: (Part | string)[] = []
  for (const child of part.children) {
    if (typeof child !== 'string') joinLargeLetters(child)
    if (localName(child) !== 'p' || typeof child === 'string') {
      kept.push(child)
      continue
    }
    const frame = findPart(child, 'pPr', 'framePr')
    const runs = child.children.filter((inner) => localName(inner) !== 'pPr')
    if (/^(?:drop|margin)$/.test(attributeOf(frame, 'dropCap') ?? '')) {
      waiting = [...waiting, ...runs]
      continue
    }
    if (waiting.length > 0) {
      const at = localName(child.children[0] ?? '') === 'pPr' ? 1 : 0
      child.children.splice(at, 0, ...waiting.splice(0, 50))
      waiting = []
    }
    kept.push(child)
  }
  const [paragraph] = part.children.filter((child) => localName(child) === 'p')
  if (waiting.length > 0 && paragraph && typeof paragraph !== 'string') kept.push({ ...paragraph, children: waiting })
  part.children = kept
}

/** Says that a paragraph has no number, whatever its style says. */
function withoutNumber(properties: Part): void {
  const value = (name: string): Part => ({ name, attributes: { 'w:val': '0' }, children: [] })
  properties.children = properties.children.filter((child) => localName(child) !== 'numPr')
  properties.children.push({ name: 'w:numPr', attributes: {}, children: [value('w:ilvl'), value('w:numId')] })
}

/** The publisher's styles for the title of a file's text, and for its number on a line of its own above. */
const TITLE_STYLE = /^(?:part|chapter|appendix|(?:front|back)[ -]?matter)[ -]?title$/i
const NUMBER_STYLE = /^(?:part|chapter|appendix)[ -]?number$/i

/** The level that the name of a publisher's style says, where the style has none: "Chapter Title", "HeadA", "B-Head". */
function levelOfStyle(name: string): string | undefined {
  if (TITLE_STYLE.test(name)) return '0'
  const letter = (/^head[ -]?([a-d])$/i.exec(name) ?? /^([a-d])[ -]?head$/i.exec(name))?.[1]
  return letter && String('abcd'.indexOf(letter.toLowerCase()) + 1)
}

/** Puts a mark at the head of every paragraph that has a number, or a level of the outline that its style's name does not say. */
function markParagraphs(root: Part, numbering: Numbering, styles: ReturnType<typeof stylesOf>, words: WordCount): void {
  for (const paragraph of partsCalled(root, 'p')) {
    const properties = findPart(paragraph, 'pPr')
    const style = styles.get(valOf(properties, 'pStyle') ?? '')
    const own = findPart(properties, 'numPr')
    const id = valOf(own, 'numId') ?? style?.numId
    const depth = Number(valOf(own, 'ilvl') ?? style?.depth ?? 0)
    const outline = valOf(properties, 'outlineLvl') ?? style?.outline ?? levelOfStyle(style?.name ?? '')
    const isNamed = /^(?:heading \d|title)$/i.test(style?.name ?? '')
    const level = outline === undefined || isNamed || Number(outline) > 5 ? null : Number(outline)
    const counted = id === undefined || id === '0' || wordsIn(paragraph).trim() === '' ? null : numbering.next(id, depth)
    // What is called a number but prints none, and "Figure 4-1" before a caption, make no list.
    if (counted && properties && (counted.format === 'none' || /\p{L}{3}/u.test(counted.label))) withoutNumber(properties)
    const number = counted?.format === 'none' ? null : counted
    if (number === null && level === null) continue
    const said = JSON.stringify({ ...(number ?? {}), ...(level !== null && { level }) })
    if (number) words.add(/^(?:decimal)/.test(number.format) && /^\W*%?\d+\W*$/.test(number.label) ? String(number.number) : number.label)
    const text: Part = { name: 'w:t', attributes: { 'xml:space': 'preserve' }, children: [MARK.open + said + MARK.close] }
    const at = properties === undefined ? 0 : paragraph.children.indexOf(properties) + 1
    paragraph.children.splice(at, 0, { name: 'w:r', attributes: {}, children: [text] })
  }
}
