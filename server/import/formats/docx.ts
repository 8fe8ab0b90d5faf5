import 'server-only'
import { zipSync } from 'fflate'
import type { Element, Root } from 'hast'
import mammoth from 'mammoth'
import type { ReportEntry, SourceText } from '#domain/import/blocks/text.ts'
import { Problem, say } from '#domain/problem.ts'
import type { Archive } from '#server/import/formats/archive.ts'
import { CONTENTS_CLASS, readPages } from '#server/import/formats/blocks.ts'
import { readMarks } from '#server/import/formats/docx-marks.ts'
import { type Prepared, prepareDocument, prepareNotes } from '#server/import/formats/docx-prepare.ts'
import { readPart, type Part as Tree, writePart } from '#server/import/formats/docx-tree.ts'
import { attribute, isCalled, wordsOf } from '#server/import/formats/element.ts'
import { parseMarkup } from '#server/import/formats/html.ts'
import { findElements, parseXml, XmlError } from '#server/import/formats/xml.ts'

/** Told apart from headings of the first level until it is known whether it stands above them. */
const TITLE_CLASS = 'title-of-text'

/** What the styles of Word mean, beyond the headings and lists that are understood anyway. */
const STYLES = [
  `p[style-name='Title'] => h1.${TITLE_CLASS}:fresh`,
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "p[style-name='Quotations'] => blockquote > p:fresh",
  "p[style-name='Block Text'] => blockquote > p:fresh",
  "p[style-name='Verse'] => div.verse > p:fresh",
  "p[style-name='Poem'] => div.verse > p:fresh",
  `p[style-name^='toc '] => p.${CONTENTS_CLASS}:fresh`,
  `p[style-name^='TOC '] => p.${CONTENTS_CLASS}:fresh`,
  `p[style-name='Contents Heading'] => p.${CONTENTS_CLASS}:fresh`,
  'u => ',
  'strike => s',
]

/**
 * Reads a Word file. Its paragraphs take the place of lines: origins count them.
 * @throws Problem when it is damaged, locked or a trap
 */
export async function readDocx(archive: Archive): Promise<SourceText> {
  const parts = await readParts(archive)
  const prepared = prepare(parts)
  const { html, report } = await convert(parts)
  const { tree } = parseMarkup(html)
  readMarks(tree)
  lowerHeadings(tree)
  const pages = readPages([{ tree: numberParagraphs(tree) }])
  const core = parts.get('docProps/core.xml')
  const said = (name: string) => (core && findElements(core.tree, name).map(wordsOf).find(Boolean)) ?? null
  return {
    title: said('title'),
    creator: said('creator'),
    language: said('language') ?? languageOf(parts.get('word/styles.xml')?.tree),
    blocks: pages.blocks,
    contents: [],
    words: prepared.words.words,
    report: [...report, ...prepared.report, ...reportUnseen(parts), ...pages.report],
  }
}

/** The one title of a text stands above its headings, which Word sets on the same level. */
function lowerHeadings(tree: Root): void {
  const headings = [1, 2, 3, 4, 5].flatMap((level) => findElements(tree, `h${level}`).map((element) => ({ element, level })))
  const titles = headings.filter(({ element }) => isCalled(element, TITLE_CLASS))
  const [title] = titles
  const [body] = findElements(tree, 'body')
  const first = body?.children.find((child) => child.type === 'element' && /^h[1-6]$/.test(child.tagName))
  if (!title || titles.length > 1 || first !== title.element) return
  for (const { element, level } of headings) if (element !== title.element) element.tagName = `h${level + 1}`
}

type Part = { bytes: Buffer; tree: Root }

/** Unpacks what is XML, and no pictures. All of it is parsed here first, so that the converter gets nothing that is a trap. */
async function readParts(archive: Archive): Promise<Map<string, Part>> {
  const parts = new Map<string, Part>()
  for (const name of archive.names.filter((path) => /\.(xml|rels)$/.test(path))) {
    const bytes = await archive.read(name)
    parts.set(name, { bytes, tree: parsePart(bytes) })
  }
  return parts
}

function decoded(bytes: Buffer): string {
  return new TextDecoder(bytes[0] === 0xff || bytes[0] === 0xfe ? 'utf-16' : 'utf-8').decode(bytes)
}

function parsePart(bytes: Buffer): Root {
  const source = decoded(bytes)
  if (/<!DOCTYPE/i.test(source)) {
    throw new Problem('invalid', say('ownEntities'))
  }
  try {
    return parseXml(source)
  } catch (error) {
    if (error instanceof XmlError) throw damaged()
    throw error
  }
}

function damaged(): Problem {
  return new Problem('invalid', say('docxDamaged'))
}

/** Makes the text such that the converter loses nothing of it. */
function prepare(parts: Map<string, Part>): Prepared {
  const read = (name: string) => {
    const part = parts.get(name)
    return part && readPart(decoded(part.bytes))
  }
  const written = [...parts.keys()].find((name) => /^word\/document\d*\.xml$/.test(name)) ?? ''
  const document = read(written)
  if (!document) throw damaged()
  const prepared = prepareDocument(document, { numbering: read('word/numbering.xml'), styles: read('word/styles.xml') })
  replace(parts, written, document)
  for (const name of ['word/footnotes.xml', 'word/endnotes.xml']) {
    const notes = read(name)
    if (!notes) continue
    prepareNotes(notes, prepared)
    replace(parts, name, notes)
  }
  return prepared
}

function replace(parts: Map<string, Part>, name: string, content: Tree): void {
  const part = parts.get(name)
  if (part) parts.set(name, { ...part, bytes: Buffer.from(writePart(content)) })
}

/** Packs the checked parts anew, so that the converter unpacks just what was checked. */
async function convert(parts: Map<string, Part>): Promise<{ html: string; report: ReportEntry[] }> {
  const packed = zipSync(Object.fromEntries([...parts].map(([name, { bytes }]) => [name, bytes])), { level: 0 })
  try {
    const convertImage = mammoth.images.imgElement(async () => ({ src: '' }))
    const options = { styleMap: STYLES, includeEmbeddedStyleMap: false, convertImage }
    const { value, messages } = await mammoth.convertToHtml({ buffer: Buffer.from(packed) }, options)
    const faults = messages.filter(({ type }) => type === 'error')
    return { html: value, report: faults.map(({ message }) => unsure(message)) }
  } catch (error) {
    if (error instanceof RangeError) throw error
    throw damaged()
  }
}

function unsure(message: string): ReportEntry {
  return { kind: 'doubt', origin: { line: 1 }, reason: 'a part of the file was not understood', before: message, after: null }
}

/** Gives every element at the top the number of its place among them. */
function numberParagraphs(tree: Root): Root {
  const [body] = findElements(tree, 'body')
  body?.children.forEach((child, index) => {
    if (child.type !== 'element') return
    forgetPlaces(child)
    const place = { line: index + 1, column: 1 }
    child.position = { start: place, end: place }
  })
  return tree
}

function forgetPlaces(node: Element): void {
  delete node.position
  for (const child of node.children) if (child.type === 'element') forgetPlaces(child)
}

function languageOf(styles: Root | undefined): string | null {
  const [language] = styles ? findElements(styles, 'lang') : []
  return (language && attribute(language, 'w:val')) || null
}

/** Words of a Word file that are no part of its text, and how the report calls them. */
const UNSEEN: { part: RegExp; element: string; reason: string }[] = [
  { part: /^word\/header\d*\.xml$/, element: 'p', reason: 'running head' },
  { part: /^word\/footer\d*\.xml$/, element: 'p', reason: 'foot of the page' },
  { part: /^word\/comments\.xml$/, element: 'comment', reason: 'comment in the margin' },
  { part: /^word\/document\d*\.xml$/, element: 'delText', reason: 'deleted while changes were tracked' },
]

function reportUnseen(parts: Map<string, Part>): ReportEntry[] {
  return [...parts].flatMap(([file, { tree }]) =>
    UNSEEN.filter(({ part }) => part.test(file)).flatMap(({ element, reason }) =>
      findElements(tree, element)
        .map(wordsOf)
        .filter(Boolean)
        .map((before) => ({ kind: 'dropped' as const, origin: { file, line: 1 }, reason, before, after: null, isAside: true as const })),
    ),
  )
}
