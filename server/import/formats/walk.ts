import 'server-only'
import type { Element, Nodes } from 'hast'
import type { Origin, ReportEntry, SourceBlock } from '#domain/import/blocks/text.ts'
import { collapse, rawText } from '#server/import/formats/element.ts'
import { type InlineContext, toInline } from '#server/import/formats/inline.ts'
import type { Notes } from '#server/import/formats/notes.ts'

const SOFT_HYPHEN = '\u00AD'

/** A way down through the elements of a page: where it is, what it has found, whom it tells. */
export type Walk = {
  found: SourceBlock[]
  file: string | undefined
  line: number
  notes: Notes
  report: ReportEntry[]
  /** The marks of notes, which are written anew. */
  marks: string[]
  /** True where a number on the first line of a heading is one by itself. */
  numbersApart: boolean
  /** Takes note that an element begins here. */
  mark: (node: Element) => void
  /** Reads nodes that stand beside each other, and adds their blocks to what `way` has found. */
  read: (nodes: Nodes[], way: Walk) => void
  /** Reads an element that is a note. */
  readNote: (note: Element, way: Walk) => void
  /** The id of the note that this is inside of. */
  within?: string
}

/** What stands in these nodes, apart from the rest of the text. */
export function collect(nodes: Nodes[], way: Walk): SourceBlock[] {
  const found: SourceBlock[] = []
  way.read(nodes, { ...way, found })
  return found
}

/** The way at an element, whose line may be known. */
export function at(node: Element, way: Walk): Walk {
  return node.position ? { ...way, line: node.position.start.line } : way
}

/** The place at which the walk is. */
export function originOf({ file, line }: Walk): Origin {
  return { ...(file !== undefined && { file }), line }
}

/** Words as Markdown, with its breaks. */
export function inlineOf(nodes: Nodes[], way: Walk): string {
  for (const node of nodes) markAll(node, way)
  const context: InlineContext = {
    notes: way.notes,
    marks: way.marks,
    ...(way.within !== undefined && { within: way.within }),
    drop: (node, reason, before, isAside) => drop(at(node, way), reason, before, isAside),
    setAside: (note) => way.readNote(note, at(note, way)),
  }
  reportHyphens(nodes, way)
  return toInline(nodes, context)
}

/** Marks that only say where a word may be divided are not words, but searching would stumble over them. */
function reportHyphens(nodes: Nodes[], way: Walk): void {
  const words = collapse(nodes.map(rawText).join(''))
  if (!words.includes(SOFT_HYPHEN)) return
  const reason = 'marks of where a word may be divided'
  const [before, after] = [words.replaceAll(SOFT_HYPHEN, '¬').trim(), words.replaceAll(SOFT_HYPHEN, '').trim()]
  // No word is another one without them: they are counted in neither.
  way.report.push({ kind: 'mended', origin: originOf(way), reason, before, after, isAside: true })
}

/** Reports a piece that is left out. */
export function drop(way: Walk, reason: string, before: string, isAside = false): void {
  way.report.push({ kind: 'dropped', origin: originOf(way), reason, before, after: null, ...(isAside && { isAside }) })
}

function markAll(node: Nodes, way: Walk): void {
  if (node.type === 'element') way.mark(node)
  if ('children' in node) for (const child of node.children) markAll(child, way)
}
