import 'server-only'
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { issueSentences } from '#server/content/issue-sentences.ts'
import type { Report } from '#server/content/problem.ts'

type Path = PropertyKey[]

/** YAML that knows on which line of its file each value stands. */
export type SettingsBlock = { value: unknown; lineOf: (path: Path) => number; lineOfKey: (path: Path, key: string) => number }

/**
 * Parses YAML and keeps the lines.
 * @param firstLine line of the file on which `source` begins
 * @returns null when it is not YAML; that was reported
 */
export function parseSettings(source: string, firstLine: number, report: Report): SettingsBlock | null {
  const counter = new LineCounter()
  const document = parseDocument(source, { lineCounter: counter, prettyErrors: false })
  const lineAt = (offset: number) => counter.linePos(offset).line + firstLine - 1
  for (const error of document.errors) report(lineAt(error.pos[0]), `this is not YAML: ${error.message}`)
  if (document.errors.length > 0) return null

  const lineOf = (path: Path): number => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true)
    if (isNode(node) && node.range) return lineAt(node.range[0])
    return path.length === 0 ? firstLine : lineOf(path.slice(0, -1))
  }
  const lineOfKey = (path: Path, key: string): number => {
    const map = path.length === 0 ? document.contents : document.getIn(path, true)
    const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined
    return isScalar(pair?.key) && pair.key.range ? lineAt(pair.key.range[0]) : lineOf(path)
  }
  try {
    // An alias can stand for what it is a part of, or make a page of a line: nobody needs one here.
    return { value: document.toJS({ maxAliasCount: 0 }) ?? {}, lineOf, lineOfKey }
  } catch {
    report(firstLine, 'there is an alias (*name) in this YAML: write the value itself')
    return null
  }
}

/**
 * Holds settings against their schema.
 * @param above path of `value` inside the block, when only a part is checked
 * @returns null when they do not fit; every misfit was reported with its line
 */
export function checkSettings<Schema extends z.ZodType>(
  schema: Schema,
  block: SettingsBlock,
  report: Report,
  value: unknown = block.value,
  above: Path = [],
): z.infer<Schema> | null {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) {
    const path = [...above, ...issue.path]
    for (const { key, sentence } of issueSentences({ ...issue, path }, block.value)) {
      report(key === undefined ? block.lineOf(path) : block.lineOfKey(path, key), sentence)
    }
  }
  return null
}

/**
 * Splits a Markdown file into the settings between two lines of three hyphens and the text below.
 * @returns null when there is no such block; that was reported
 */
export function splitFile(source: string, report: Report): { settings: string; body: string; bodyLine: number } | null {
  const match = /^---[ \t]*\n(.*?\n)---[ \t]*(?:\n|$)/s.exec(source)
  if (!match?.[1]) {
    report(1, 'this file must begin with its settings: a line of three hyphens, the settings, another line of three hyphens')
    return null
  }
  return { settings: match[1], body: source.slice(match[0].length), bodyLine: match[0].split('\n').length }
}
