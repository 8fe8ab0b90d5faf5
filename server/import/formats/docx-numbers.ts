import 'server-only'
import { childrenOf, findPart, type Part, partsCalled, valOf } from '#server/import/formats/docx-tree.ts'

/** What stands before a paragraph by the numbering of the file: its number, and how it is printed. */
export type ParagraphNumber = { number: number; label: string; format: string; depth: number }

type Level = { start: number; format: string; text: string }

/** Counts the numbered paragraphs of a Word file, in their order. */
export class Numbering {
  private readonly levels = new Map<string, Map<number, Level>>()
  private readonly shared = new Map<string, string>()
  private readonly counters = new Map<string, number[]>()

  /** @param numbering the part `word/numbering.xml`, if there is one */
  constructor(numbering: Part | undefined) {
    if (!numbering) return
    const abstract = new Map<string, Map<number, Level>>()
    const all = partsCalled(numbering, 'abstractNum')
    for (const one of all) {
      // One may leave its levels to a style of lists, which another one holds.
      const style = valOf(one, 'numStyleLink')
      const holder = style === undefined ? one : (all.find((other) => valOf(other, 'styleLink') === style) ?? one)
      abstract.set(attributeOf(one, 'abstractNumId') ?? '', new Map(childrenOf(holder, 'lvl').map((level) => readLevel(level))))
    }
    for (const one of partsCalled(numbering, 'num')) {
      const id = attributeOf(one, 'numId') ?? ''
      const base = valOf(one, 'abstractNumId') ?? ''
      const levels = new Map(abstract.get(base))
      const changes = childrenOf(one, 'lvlOverride')
      for (const change of changes) {
        const depth = Number(attributeOf(change, 'ilvl') ?? 0)
        const [own] = childrenOf(change, 'lvl')
        const level = own ? readLevel(own)[1] : levels.get(depth)
        const start = valOf(change, 'startOverride')
        if (level) levels.set(depth, { ...level, ...(start !== undefined && { start: Number(start) }) })
      }
      this.levels.set(id, levels)
      this.shared.set(id, changes.length > 0 ? `own ${id}` : base)
    }
  }

  /** The number of the next paragraph with these properties; null for one without, or with a bullet. Some say that they have none. */
  next(id: string, depth: number): ParagraphNumber | null {
    const levels = this.levels.get(id)
    const level = levels?.get(depth)
    if (!levels || !level) return null
    const key = this.shared.get(id) ?? id
    const counts = this.counters.get(key) ?? []
    this.counters.set(key, counts)
    counts[depth] = (counts[depth] ?? level.start - 1) + 1
    counts.length = depth + 1
    if (level.format === 'bullet') return null
    const label = level.text.replace(/%(\d)/g, (_, digit: string) => {
      const at = Number(digit) - 1
      return written(counts[at] ?? levels.get(at)?.start ?? 1, levels.get(at)?.format ?? 'decimal')
    })
    return { number: counts[depth] ?? 1, label, format: level.format, depth }
  }
}

function readLevel(level: Part): [number, Level] {
  const start = Number(valOf(level, 'start') ?? 1)
  return [
    Number(attributeOf(level, 'ilvl') ?? 0),
    { start: Number.isFinite(start) ? start : 1, format: valOf(level, 'numFmt') ?? 'decimal', text: valOf(level, 'lvlText') ?? '%1.' },
  ]
}

/** An attribute by its name without prefix. */
export function attributeOf(part: Part | undefined, name: string): string | undefined {
  return Object.entries(part?.attributes ?? {}).find(([key]) => key.slice(key.indexOf(':') + 1) === name)?.[1]
}

/** The numbering that a style brings, and how deep it stands in the outline, with those that it is based on. */
export function stylesOf(
  styles: Part | undefined,
): Map<string, { numId: string | undefined; depth: number; outline: number | undefined; name: string }> {
  const all = styles ? partsCalled(styles, 'style') : []
  const byId = new Map(all.map((style) => [attributeOf(style, 'styleId') ?? '', style]))
  const found = new Map<string, { numId: string | undefined; depth: number; outline: number | undefined; name: string }>()
  for (const [id, style] of byId) {
    let numId: string | undefined
    let depth: string | undefined
    let outline: string | undefined
    const seen = new Set<Part>()
    for (let one: Part | undefined = style; one && !seen.has(one); one = byId.get(valOf(one, 'basedOn') ?? '')) {
      seen.add(one)
      const properties = findPart(one, 'pPr')
      numId ??= valOf(findPart(properties, 'numPr'), 'numId')
      depth ??= valOf(findPart(properties, 'numPr'), 'ilvl')
      outline ??= valOf(properties, 'outlineLvl')
    }
    found.set(id, {
      numId,
      depth: Number(depth ?? 0),
      outline: outline === undefined ? undefined : Number(outline),
      name: valOf(style, 'name') ?? '',
    })
  }
  return found
}

const ROMAN: [number, string][] = [[1000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i']] // biome-ignore format: a table

function written(number: number, format: string): string {
  if (/letter/i.test(format) && number >= 1 && number <= 26)
    return (format.startsWith('upper') ? 'A' : 'a').replace(/./, (first) => String.fromCharCode(first.charCodeAt(0) + number - 1))
  if (/roman/i.test(format) && number >= 1) {
    let rest = number
    let text = ''
    for (const [value, sign] of ROMAN) {
      while (rest >= value) {
        text += sign
        rest -= value
      }
    }
    return format.startsWith('upper') ? text.toUpperCase() : text
  }
  return String(number)
}
