import { plainInline } from '#domain/import/blocks/inline.ts'
import type { Piece } from '#domain/import/blocks/piece.ts'
import type { ContentsEntry } from '#domain/import/blocks/text.ts'
import type { Head } from '#domain/import/chapters/opening.ts'
import { findNamedPart } from '#domain/import/heading-words/named-parts.ts'
import { isBareLabel, readTitle, type TitleParts, titleKey } from '#domain/import/heading-words/titles.ts'

/** Fewer letters than this between an entry and the first one below it are a title page, not a chapter. */
export const LEAST_TEXT = 400
/** A list that says of so many entries what they are names a single text as well. */
const MANY_TOLD = 5
/** What stands above so many entries may be an introduction to them. */
const FEWEST_INTRODUCED = 3

type Node = Head & { children: Node[]; end: number }

/**
 * What the file's own contents list says: the chapters, and the divisions that hold them. A book that stands under one entry is its
 * entries; entries with entries below and no text of their own are divisions. Null when the list does not divide the text.
 */
export function openingsInContents(pieces: readonly Piece[]): Head[] | null {
  const heads = pieces.flatMap(({ entry }, at): Head[] => {
    if (!entry) return []
    const own = ownHeading(pieces, at, entry.title)
    const outer = (entry.outer ?? []).map((line) => headAt(at, line, null))
    return [...outer, headAt(at, entry, own)]
  })
  const chosen = choose(treeOf(heads, pieces.length), pieces)
  const chapters = chosen.filter(isChapter).length
  // One chapter among what the file calls front and back matter is the whole text.
  const told = chosen.filter(({ matter }) => matter === 'front' || matter === 'back').length
  return chapters >= 2 || (chapters === 1 && told >= MANY_TOLD)
    ? chosen.sort((one, other) => one.at - other.at || one.level - other.level)
    : null
}

function headAt(at: number, { title, level, matter = null }: Omit<ContentsEntry, 'at'>, own: ReturnType<typeof ownHeading>): Head {
  return { at, count: own?.count ?? 0, level, parts: own?.parts ?? readTitle(title), listed: true, matter }
}

const isChapter = ({ matter, parts }: Head) => (matter === null ? findNamedPart(parts.title) === null : matter === 'chapter')
const isMatter = ({ matter, parts }: Head) => ['front', 'back'].includes(matter ?? findNamedPart(parts.title) ?? 'chapter')

function treeOf(heads: readonly Head[], end: number): Node[] {
  const roots: Node[] = []
  const open: Node[] = []
  for (const head of heads) {
    while (open.length > 0 && (open.at(-1)?.level ?? 0) >= head.level) open.pop()
    const node: Node = { ...head, children: [], end }
    ;(open.at(-1)?.children ?? roots).push(node)
    open.push(node)
  }
  const close = (nodes: readonly Node[], last: number) => {
    nodes.forEach((node, at) => {
      node.end = nodes[at + 1]?.at ?? last
      close(node.children, node.end)
    })
  }
  close(roots, end)
  return roots
}

/** @param isIn true below a division of which the list says that it is one: what has entries below it there is a chapter unless it says otherwise */
function choose(nodes: readonly Node[], pieces: readonly Piece[], depth = 0, isIn = false): Head[] {
  const plain = nodes.filter((node) => !isMatter(node))
  const only = plain.length === 1 ? plain[0] : soleParent(plain, pieces)
  if (depth === 0 && only && only.children.length >= 2) {
    const book = { ...only, matter: 'front' as const }
    const holdsText = textOf(pieces, only.at + only.count, only.children[0]?.at ?? only.end) > 0 || only.count > 0
    return nodes.flatMap((node) => (node === only ? [...(holdsText ? [book] : []), ...choose(only.children, pieces)] : [node]))
  }
  const parents = plain.filter(({ children }) => children.length > 0)
  const isCounted = ({ children }: Node) => children.every(({ parts }) => parts.number !== null)
  const mayPart = parents.filter((node) => (node.matter !== 'chapter' || isCounted(node)) && node.parts.rank !== 'chapter')
  const parting = mayPart.filter((node) => isTitlePage(node, pieces) && isApart(node, pieces))
  const twoLevels = !isIn && parents.length >= 2 && parting.length * 3 >= parents.length * 2
  const halfTitles = depth === 0 ? halfTitlesOfParts(nodes, pieces) : []
  const divides = (node: Node) =>
    node.children.length > 0 &&
    (node.matter === 'division' ||
      node.parts.rank === 'part' ||
      (twoLevels && (parting.includes(node) || (mayPart.includes(node) && isIntroduced(node, pieces)))) ||
      countsAnew(node, plain))
  return nodes.flatMap((node, at): Head[] => {
    if (halfTitles.includes(node)) return [{ ...node, matter: 'division' }]
    // What stands on the level of the parts, after one, is in none of them.
    const beside = nodes.slice(0, at).some(divides) && !isMatter(node) ? ({ beside: true } as const) : {}
    if (node.children.length === 0) return [{ ...node, ...beside }]
    if (isMatter(node))
      return isHalfTitle(node, pieces, nodes.every(isMatter) ? 1 : 2) ? [node, ...choose(node.children, pieces, depth + 1)] : [node]
    if (!divides(node)) return [{ ...node, ...beside }]
    const inner = choose(node.children, pieces, depth + 1, node.matter === 'division').map(
      (head): Head => (head.matter === 'front' ? { ...head, matter: null } : head),
    )
    return [{ ...node, matter: 'division' }, ...inner]
  })
}

/** An empty half title that holds more than all that stands beside it, and nothing there holds anything. */
function soleParent(plain: readonly Node[], pieces: readonly Piece[]): Node | undefined {
  const [parent, another] = plain.filter(({ children }) => children.length > 0)
  const isEmpty = parent && textOf(pieces, parent.at + parent.count, parent.children[0]?.at ?? parent.end) === 0
  const isHalf = isEmpty && parent.parts.rank === null && parent.parts.number === null && isApart(parent, pieces)
  return isHalf && !another && parent.children.length > plain.length - 1 ? parent : undefined
}

/** True for what has chapters 1, 2 … like the parts beside it: an epilogue of several chapters. */
function countsAnew({ children }: Node, beside: readonly Node[]): boolean {
  const counts = (nodes: readonly Node[]) => nodes.length >= 2 && nodes.every(({ parts }, at) => parts.number === at + 1)
  const parts = beside.filter((node) => node.parts.rank === 'part' && node.children.length > 0)
  return parts.length >= 2 && counts(children) && parts.filter((node) => counts(node.children)).length * 2 > parts.length
}

/**
 * In a list of one level, what says that it is a part and holds nothing itself: the chapters of the part are the entries that follow.
 * Below such parts, so does anything empty above a chapter 1: an epilogue.
 */
function halfTitlesOfParts(nodes: readonly Node[], pieces: readonly Piece[]): Node[] {
  const empty = nodes.filter(
    (node, at) => node.children.length === 0 && at < nodes.length - 1 && textOf(pieces, node.at, node.end) < LEAST_TEXT,
  )
  const parts = empty.filter((node) => node.parts.rank === 'part')
  if (parts.length < 2) return []
  const begins = (node: Node) => node.at > (parts[0]?.at ?? 0) && nodes[nodes.indexOf(node) + 1]?.parts.number === 1
  return empty.filter((node) => parts.includes(node) || begins(node))
}

/** True for a half title under which the list has the whole book, of so many chapters at least: it holds nothing itself. */
function isHalfTitle(node: Node, pieces: readonly Piece[], fewest: number): boolean {
  const chapters = node.children.filter((child) => !isMatter(child))
  return node.matter === 'front' && chapters.length >= fewest && isTitlePage(node, pieces) && isApart(node, pieces)
}

/** True when the entries below stand in other files of the book: then the one above is a page of its own, not a heading among them. */
function isApart(node: Node, pieces: readonly Piece[]): boolean {
  const fileAt = (at: number) => pieces[at]?.block.origin.file
  return node.children.every((child) => fileAt(child.at) !== fileAt(node.at) || child.at === node.at)
}

/** True when what stands between an entry and the first of several below it is a word or two about them. */
function isIntroduced(node: Node, pieces: readonly Piece[]): boolean {
  const [first] = node.children
  if (!first || node.children.length < FEWEST_INTRODUCED || !isApart(node, pieces)) return false
  const own = textOf(pieces, node.at, first.at)
  return own < LEAST_TEXT * 5 && own * 10 < textOf(pieces, first.at, node.end)
}

/** True when there is next to nothing to read between an entry and the first one below it. */
function isTitlePage(node: Node, pieces: readonly Piece[]): boolean {
  const first = node.children[0]
  return first !== undefined && textOf(pieces, node.at, first.at) < LEAST_TEXT
}

function textOf(pieces: readonly Piece[], from: number, to: number): number {
  let letters = 0
  for (const { block } of pieces.slice(from, to))
    if (block.kind !== 'divider' && block.kind !== 'note') letters += JSON.stringify(block).length - 80
  return Math.max(0, letters)
}

/** The heading under an entry of the contents list, where it says what the entry says: one piece, or a label and a title. */
function ownHeading(pieces: readonly Piece[], at: number, title: string): { parts: TitleParts; count: number } | null {
  const [first, second] = [headingText(pieces[at]), headingText(pieces[at + 1])]
  if (first === null) return null
  const isSame = (one: string, other: string) =>
    titleKey(one) === titleKey(other) || titleKey(readTitle(one).title) === titleKey(readTitle(other).title)
  const parts = readTitle(first)
  if (isBareLabel(parts) && second !== null && (titleKey(first + second) === titleKey(title) || isSame(second, title))) {
    return { parts: { ...parts, title: second }, count: 2 }
  }
  if (second !== null && titleKey(first + second) === titleKey(title)) return { parts: readTitle(`${first} ${second}`), count: 2 }
  // The number of a chapter, with somebody's name or a picture between it and the title.
  const told = readTitle(title)
  const rest = title.startsWith(parts.label) ? title.slice(parts.label.length).trim() : ''
  if (isBareLabel(parts) && rest !== '' && !/^\p{Nd}/u.test(rest)) return { parts: { ...parts, title: rest }, count: 1 }
  if (isBareLabel(parts) && told.number === parts.number && !isBareLabel(told)) return { parts: { ...parts, title: told.title }, count: 1 }
  return isSame(first, title) ? { parts, count: 1 } : null
}

function headingText(piece: Piece | undefined): string | null {
  const block = piece?.block
  return block?.kind === 'heading' || block?.kind === 'paragraph' ? plainInline(block.text) : null
}
