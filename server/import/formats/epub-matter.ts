import 'server-only'
import type { Element, Nodes } from 'hast'
import type { Matter } from '#domain/import/blocks/text.ts'
import { attribute, type Page } from '#server/import/formats/element.ts'

/** What the types of EPUB 3, the roles of ARIA and the guide of EPUB 2 say of a document. */
const MATTERS: Record<Matter, string> = {
  front:
    'cover cover-page titlepage title-page halftitlepage halftitle half-title copyright-page copyright imprint imprimatur dedication ' +
    'epigraph foreword preface preamble introduction prologue seriespage toc loi lot landmarks frontmatter other-credits errata-slip',
  back:
    'colophon appendix afterword bibliography endnotes rearnotes footnotes glossary index credits acknowledgments acknowledgements ' +
    'backlink backmatter answers loa',
  division: 'part volume division book',
  chapter: 'chapter bodymatter conclusion epilogue subchapter text',
}
const BY_TYPE = new Map(
  (Object.entries(MATTERS) as [Matter, string][]).flatMap(([matter, types]) => types.split(' ').map((type) => [type, matter] as const)),
)
/** What the whole of a body is, where nothing closer is said. */
const GENERAL = /^(?:doc-)?(?:frontmatter|bodymatter|backmatter)$/

/** What a word of `epub:type`, `role` or an EPUB 2 guide says of a part of the book; null when it says nothing. */
export function matterOf(type: string): Matter | null {
  return BY_TYPE.get(type.toLowerCase().replace(/^doc-/, '')) ?? null
}

/**
 * What a document says of itself and of the elements in it.
 * @returns a function from an id in the document, empty for the whole of it
 */
export function mattersIn({ tree }: Page): (id: string) => Matter | null {
  const byId = new Map<string, Said>()
  const walk = (node: Nodes, around: Said): void => {
    const own = node.type === 'element' ? within(around, typesOf(node)) : around
    const id = node.type === 'element' ? attribute(node, 'id') : ''
    if (id && !byId.has(id)) byId.set(id, own)
    if ('children' in node) for (const child of node.children) walk(child, own)
  }
  walk(tree, { close: null, broad: null })
  const whole = wholeOf(tree)
  return (id) => settled((id ? byId.get(id) : undefined) ?? whole)
}

/** What is said of a place closely ("titlepage"), and of the stretch that it is in ("frontmatter"). */
type Said = { close: string | null; broad: string | null }

function within(around: Said, types: readonly string[]): Said {
  const close = types.find((type) => !GENERAL.test(type) && matterOf(type) !== null)
  const broad = types.find((type) => GENERAL.test(type))
  // The parts of a poem that is a chapter are its stanzas: they hold no chapters.
  const isInside = close !== undefined && matterOf(close) === 'division' && around.close !== null && matterOf(around.close) === 'chapter'
  return { close: isInside ? around.close : (close ?? around.close), broad: broad?.replace(/^doc-/, '') ?? around.broad }
}

function settled({ close, broad }: Said): Matter | null {
  if (close === null) return broad === null || /bodymatter$/.test(broad) ? null : matterOf(broad)
  // An introduction in the midst of the body is a chapter of it.
  if (/bodymatter$/.test(broad ?? '') && /^(?:doc-)?(?:introduction|preface|foreword|prologue)$/.test(close)) return 'chapter'
  const matter = matterOf(close)
  // Acknowledgements stand at either end of a book.
  return matter === 'back' && broad === 'frontmatter' ? 'front' : matter
}

/** What is said of all that a document shows: of its body, and on down while there is but one element. */
function wholeOf(tree: Nodes): Said {
  let said: Said = { close: null, broad: null }
  let nodes: Nodes[] = [tree]
  while (nodes.length === 1) {
    const [only] = nodes
    if (!only || !('children' in only)) break
    if (only.type === 'element') said = within(said, typesOf(only))
    nodes = only.children.filter((child): child is Element => child.type === 'element' && child.tagName !== 'head')
  }
  return said
}

function typesOf(node: Element): string[] {
  return `${attribute(node, 'epub:type')} ${attribute(node, 'role')}`.split(/\s+/).filter(Boolean)
}
