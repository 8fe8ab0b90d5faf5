import 'server-only'
import type { Element, Root } from 'hast'
import type { Matter } from '#domain/import/blocks/text.ts'
import { Problem, say } from '#domain/problem.ts'
import type { Archive } from '#server/import/formats/archive.ts'
import { attribute, wordsOf } from '#server/import/formats/element.ts'
import { decode } from '#server/import/formats/encoding.ts'
import { matterOf } from '#server/import/formats/epub-matter.ts'
import { declaredEncoding } from '#server/import/formats/html.ts'
import { resolveLink } from '#server/import/formats/notes.ts'
import { findElements, parseXml, XmlError } from '#server/import/formats/xml.ts'

/**
 * A document of a book in reading order. `isContents` for its own contents list, `isLinear` unless it
 * stands beside the reading order.
 */
export type SpineItem = { path: string; type: string; isContents: boolean; isLinear: boolean }

/** A contents list as the book has it: EPUB 3 as a page of HTML, EPUB 2 as NCX. */
export type ContentsFile = { file: string; tree: Root; isNcx: boolean }

/** What a book says of itself. */
export type EpubPackage = {
  title: string | null
  creator: string | null
  language: string | null
  spine: SpineItem[]
  /** Documents of the book that its reading order leaves out. */
  unread: string[]
  contents: ContentsFile | null
  /** What the guide of EPUB 2 says of documents, by path. */
  landmarks: Map<string, Matter>
}

/** Fonts are often made unreadable for other programs, which has nothing to do with the text. */
const FONT_HIDING = ['http://www.idpf.org/2008/embedding', 'http://ns.adobe.com/pdf/enc#RC']

type ManifestItem = { path: string; type: string; properties: string[] }

/**
 * Reads the package document of a book.
 * @throws Problem when the book is protected or damaged
 */
export async function readPackage(archive: Archive): Promise<EpubPackage> {
  await refuseProtected(archive)
  const container = await readXml(archive, 'META-INF/container.xml')
  const roots = findElements(container, 'rootfile')
  const root = roots.find((element) => attribute(element, 'media-type') === 'application/oebps-package+xml') ?? roots[0]
  const path = root && attribute(root, 'full-path')
  if (!path) throw new Problem('invalid', say('epubNoPackage'))
  const tree = await readXml(archive, path)
  const manifest = readManifest(tree, path)
  const items = findElements(tree, 'itemref').flatMap((reference) => {
    const item = manifest.get(attribute(reference, 'idref'))
    return item ? [{ ...item, linear: attribute(reference, 'linear') !== 'no' }] : []
  })
  if (items.length === 0) throw new Problem('invalid', say('epubNoText'))
  const ordered = [...items.filter(({ linear }) => linear), ...items.filter(({ linear }) => !linear)]
  const said = (name: string) => findElements(tree, name).map(wordsOf).filter(Boolean)
  const inSpine = new Set(items.map((item) => item.path))
  return {
    title: said('title')[0] ?? null,
    creator: [...new Set(said('creator'))].join(', ') || null,
    language: said('language')[0] ?? null,
    spine: ordered.map(({ path: file, type, properties, linear }) => ({
      path: file,
      type,
      isContents: properties.includes('nav'),
      isLinear: linear,
    })),
    landmarks: readLandmarks(tree, path),
    unread: [...manifest.values()]
      .filter((item) => item.type === 'application/xhtml+xml' && !inSpine.has(item.path) && !item.properties.includes('nav'))
      .map((item) => item.path),
    contents: await readContents(archive, manifest, tree),
  }
}

function readLandmarks(tree: Root, packagePath: string): Map<string, Matter> {
  return new Map(
    findElements(tree, 'reference').flatMap((reference) => {
      const matter = matterOf(attribute(reference, 'type'))
      const path = resolveLink(packagePath, attribute(reference, 'href'))?.replace(/#.*/, '')
      return path && matter && matter !== 'chapter' ? [[path, matter] as const] : []
    }),
  )
}

async function refuseProtected(archive: Archive): Promise<void> {
  if (!archive.has('META-INF/encryption.xml')) return
  const encryption = await readXml(archive, 'META-INF/encryption.xml')
  const methods = findElements(encryption, 'EncryptedData').map((data) => {
    const [method] = findElements(data, 'EncryptionMethod')
    return method ? attribute(method, 'Algorithm') : ''
  })
  if (methods.some((method) => !FONT_HIDING.includes(method))) {
    throw new Problem('invalid', say('epubProtected'))
  }
}

async function readXml(archive: Archive, path: string): Promise<Root> {
  const bytes = await archive.read(path)
  try {
    return parseXml(decode(bytes, { declared: declaredEncoding(bytes) }).text)
  } catch (error) {
    if (error instanceof XmlError) throw new Problem('invalid', say('epubMalformed', { path, line: error.line }))
    throw error
  }
}

function readManifest(tree: Root, packagePath: string): Map<string, ManifestItem> {
  const items = findElements(tree, 'item').map((item): [string, ManifestItem] => {
    const href = attribute(item, 'href')
    if (leadsOut(packagePath, href)) {
      throw new Problem('invalid', say('epubLeadsOut'))
    }
    const path = resolveLink(packagePath, href) ?? href
    return [attribute(item, 'id'), { path, type: attribute(item, 'media-type'), properties: attribute(item, 'properties').split(/\s+/) }]
  })
  return new Map(items)
}

/** True for a path that climbs above the root of the archive. */
function leadsOut(from: string, href: string): boolean {
  if (/^(file:|[/\\])/i.test(href)) return true
  let depth = from.split('/').length - 1
  return href.split('/').some((step) => {
    depth += step === '..' ? -1 : step === '.' || step === '' ? 0 : 1
    return depth < 0
  })
}

async function readContents(archive: Archive, manifest: Map<string, ManifestItem>, tree: Root): Promise<ContentsFile | null> {
  const items = [...manifest.values()].filter(({ path }) => archive.has(path))
  const page = items.find(({ properties }) => properties.includes('nav'))
  const [spine] = findElements(tree, 'spine')
  const ncx = manifest.get(spine ? attribute(spine, 'toc') : '') ?? items.find(({ type }) => type === 'application/x-dtbncx+xml')
  for (const [item, isNcx] of [
    [page, false],
    [ncx, true],
  ] as const) {
    if (!item || !archive.has(item.path)) continue
    const file = { file: item.path, tree: await readXml(archive, item.path), isNcx }
    if (listContents(file).length > 0) return file
  }
  return null
}

/** The lines of a contents list: a title, how deep it stands (1 at the top), and the `file#id` at which it begins. */
export function listContents(contents: ContentsFile | null): { title: string; level: number; target: string; isLabel?: true }[] {
  if (!contents) return []
  const { file, tree, isNcx } = contents
  const line = (label: Element | undefined, link: string, level: number) => {
    const target = resolveLink(file, link)
    const title = label ? wordsOf(label) : ''
    return title && link && target ? [{ title, level, target }] : []
  }
  const fromPoints = (node: Root | Element, level: number): ReturnType<typeof listContents> =>
    childrenOf(node, 'navPoint').flatMap((point) => [
      ...line(childrenOf(point, 'navLabel')[0], attribute(childrenOf(point, 'content')[0] ?? point, 'src'), level),
      ...fromPoints(point, level + 1),
    ])
  const fromItems = (list: Element, level: number): ReturnType<typeof listContents> =>
    childrenOf(list, 'li').flatMap((item) => {
      const [link] = findElements(
        { ...item, children: item.children.filter((child) => child.type === 'element' && child.tagName !== 'ol') },
        'a',
      )
      const below = childrenOf(item, 'ol').flatMap((inner) => fromItems(inner, level + 1))
      if (link) return [...line(link, attribute(link, 'href'), level), ...below]
      // A label without a link is a heading over the entries below it.
      const [label] = findElements(
        { ...item, children: item.children.filter((child) => child.type === 'element' && child.tagName !== 'ol') },
        'span',
      )
      const title = label ? wordsOf(label) : ''
      return title && below[0] ? [{ title, level, target: below[0].target, isLabel: true }, ...below] : below
    })
  if (isNcx) return findElements(tree, 'navMap').flatMap((map) => fromPoints(map, 1))
  const navs = findElements(tree, 'nav')
  const toc = navs.find((nav) => attribute(nav, 'epub:type').split(/\s+/).includes('toc')) ?? navs[0]
  return toc ? childrenOf(toc, 'ol').flatMap((list) => fromItems(list, 1)) : []
}

/** The document in which the book says that its body begins, by the landmarks of EPUB 3; null when it does not say. */
export function bodyBegins(contents: ContentsFile | null): string | null {
  if (!contents) return null
  const types = (element: Element) => attribute(element, 'epub:type').split(/\s+/)
  const landmarks = findElements(contents.tree, 'nav').filter((nav) => types(nav).includes('landmarks'))
  const link = landmarks.flatMap((nav) => findElements(nav, 'a')).find((element) => types(element).includes('bodymatter'))
  return link ? (resolveLink(contents.file, attribute(link, 'href'))?.replace(/#.*/, '') ?? null) : null
}

function childrenOf(node: Root | Element, name: string): Element[] {
  return node.children.flatMap((child: Root['children'][number]) => (child.type === 'element' && child.tagName === name ? [child] : []))
}
