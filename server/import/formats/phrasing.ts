import 'server-only'
import type { Delete, Emphasis, Link, PhrasingContent, Strong } from 'mdast'
import { toMarkdown } from 'mdast-util-to-markdown'
import { writePlainly } from '#server/import/formats/plain-line.ts'

/** A line without breaks as Markdown; an empty string when there are no words. */
export function writeLine(line: PhrasingContent[]): string {
  return inStretches(line).map(writeStretch).filter(Boolean).join(' ')
}

/** The writer compares all marks of a line with each other: a line of thousands is written in stretches. */
const LONGEST_STRETCH = 400

/** The line cut at spaces between words that nothing is put around, where it is very long. */
function inStretches(line: PhrasingContent[]): PhrasingContent[][] {
  if (line.length <= LONGEST_STRETCH) return [line]
  const stretches: PhrasingContent[][] = [[]]
  for (const node of line) {
    const open = stretches.at(-1) ?? []
    const space = node.type === 'text' && open.length >= LONGEST_STRETCH ? node.value.indexOf(' ') : -1
    if (node.type !== 'text' || space < 0) open.push(node)
    else {
      open.push({ type: 'text', value: node.value.slice(0, space) })
      stretches.push([{ type: 'text', value: node.value.slice(space + 1) }])
    }
  }
  return stretches
}

function writeStretch(line: PhrasingContent[]): string {
  const { inside } = outerSpace(line)
  return inside.length === 0 ? '' : (writePlainly(inside) ?? writeWhole(inside))
}

/** Writes a line sign by sign. @param line without white space around it */
export function writeWhole(line: PhrasingContent[]): string {
  const written = toMarkdown(
    { type: 'paragraph', children: line },
    {
      emphasis: '*',
      // Words that only look struck out are not.
      unsafe: [{ character: '~', inConstruct: 'phrasing' }],
      handlers: {
        footnoteReference: ({ label }) => `[^${label}]`,
        delete: (node, _, state, info) => `~~${state.containerPhrasing(node, { ...info, before: '~', after: '~' })}~~`,
      },
    },
  )
  return written.replace(/\n+/g, ' ').trim()
}

/** Neighbours of one of these kinds are one. */
const MERGED = new Set(['text', 'emphasis', 'strong', 'delete'])

/** What is put around words. */
function isAround(node: PhrasingContent): node is Emphasis | Strong | Delete | Link {
  return node.type === 'emphasis' || node.type === 'strong' || node.type === 'delete' || node.type === 'link'
}

/** Puts white space outside of emphasis, neighbours of one kind together, and leaves nothing empty. */
export function tidy(content: PhrasingContent[]): PhrasingContent[] {
  const spread = content.flatMap((node): PhrasingContent[] => {
    if (!isAround(node)) return [node]
    const children = tidy(node.children)
    const { before, inside, after } = outerSpace(children)
    return [...space(before), ...(inside.length > 0 ? [{ ...node, children: inside } as PhrasingContent] : []), ...space(after)]
  })
  const merged: PhrasingContent[] = []
  for (let at = 0; at < spread.length; ) {
    const node = spread[at] as PhrasingContent
    let end = at + 1
    while (end < spread.length && spread[end]?.type === node.type && MERGED.has(node.type)) end++
    const alike = spread.slice(at, end)
    at = end
    if (node.type === 'text') {
      const value = alike
        .map((text) => (text.type === 'text' ? text.value : ''))
        .join('')
        .replace(/ {2,}/g, ' ')
      if (value !== '') merged.push({ type: 'text', value })
    } else if (node.type === 'emphasis' || node.type === 'strong' || node.type === 'delete') {
      const children = alike.flatMap((part) => ('children' in part ? part.children : []))
      merged.push({ ...node, children: alike.length > 1 ? tidy(children) : children } as PhrasingContent)
    } else merged.push(node)
  }
  return merged
}

/** Emphasis within the same emphasis is one, and a link within a link is none. */
export function withoutDoubles(content: PhrasingContent[], around: string[]): PhrasingContent[] {
  return content.flatMap((node): PhrasingContent[] => {
    if (!('children' in node)) return [node]
    if (around.includes(node.type)) return withoutDoubles(node.children, around)
    return [{ ...node, children: withoutDoubles(node.children, [...around, node.type]) } as PhrasingContent]
  })
}

function outerSpace(children: PhrasingContent[]): { before: boolean; inside: PhrasingContent[]; after: boolean } {
  const first = children[0]
  const last = children.at(-1)
  const before = first?.type === 'text' && first.value.startsWith(' ')
  const after = last?.type === 'text' && last.value.endsWith(' ')
  if (before) first.value = first.value.replace(/^ +/, '')
  if (after) last.value = last.value.replace(/ +$/, '')
  return { before, inside: children.filter((child) => child.type !== 'text' || child.value !== ''), after }
}

function space(isThere: boolean): PhrasingContent[] {
  return isThere ? [{ type: 'text', value: ' ' }] : []
}

/** The lines of a paragraph with breaks. A break inside emphasis ends it, and it begins again on the next line. */
export function splitBreaks(content: PhrasingContent[]): PhrasingContent[][] {
  const lines: PhrasingContent[][] = [[]]
  for (const node of content) {
    if (node.type === 'break') lines.push([])
    else if (isAround(node)) {
      splitBreaks(node.children).forEach((children, index) => {
        if (index > 0) lines.push([])
        lines.at(-1)?.push({ ...node, children } as PhrasingContent)
      })
    } else lines.at(-1)?.push(node)
  }
  return lines
}
