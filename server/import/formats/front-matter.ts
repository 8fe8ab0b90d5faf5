import 'server-only'
import { parse as parseToml } from 'smol-toml'
import { parse as parseYaml } from 'yaml'
import type { ReportEntry } from '#domain/import/blocks/text.ts'

/*
 * The settings above the text of a file of Markdown.
 */

/** `place`: at which place among the files of its folder one stands. */
export type Settings = { title: string | null; creator: string | null; language: string | null; place: number | null }

/** How pandoc's Markdown begins: title, writers and date on lines with a sign of per cent. */
const TITLE_BLOCK =
  /^%[ \t]+(?<title>[^\n]+(?:\n[ \t]+\S[^\n]*)*)\n(?:%[ \t]*(?<author>[^\n]*(?:\n[ \t]+\S[^\n]*)*)\n)?(?:%[ \t]*(?<date>[^\n]*)\n)?/
const YAML = /^---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)/s
/** Hugo's. */
const TOML = /^\+\+\+[ \t]*\n(.*?\n)\+\+\+[ \t]*(?:\n|$)/s
/** A map of Elixir's: `%{ title: "…" }`. */
const MAP = /^%\{[ \t]*\n(.*?\n)\}[ \t]*\n---[ \t]*(?:\n|$)/s

/** More letters than this are no settings, and take long to look through for quotation marks that do not close. */
const LONGEST_MAP = 20_000

/** The settings at the top of a text, and the lines that they take. Null where it has none, as between two rules of hyphens. */
export function readFrontMatter(text: string): { text: string; fields: Record<string, unknown> } | null {
  const readers: [RegExp, (inner: string) => unknown][] = [
    [YAML, (inner) => parseYaml(inner, { maxAliasCount: 0 })],
    [TOML, (inner) => parseToml(inner)],
    [MAP, readMap],
  ]
  for (const [pattern, read] of readers) {
    const found = pattern.exec(text)
    const fields = found?.[1] === undefined ? null : readFields(found[1], read)
    if (found && fields) return { text: found[0], fields }
  }
  const block = TITLE_BLOCK.exec(text)
  return block ? { text: block[0], fields: { ...block.groups } } : null
}

function readFields(inner: string, read: (inner: string) => unknown): Record<string, unknown> | null {
  try {
    const value = read(inner)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

function readMap(inner: string): Record<string, unknown> | null {
  if (inner.length > LONGEST_MAP) return null
  const entries = [...inner.matchAll(/^[ \t]*(\w+):[ \t]*(?:"""([\s\S]*?)"""|"((?:[^"\\\n]|\\.)*)"|([^\n]*?)),?[ \t]*$/gm)]
  const asNumber = (text: string) => (/^\d+$/.test(text) ? Number(text) : text)
  return Object.fromEntries(
    entries.map(([, name = '', long, short, bare]) => [name, long?.trim() ?? short ?? asNumber(bare?.trim() ?? '')]),
  )
}

const KNOWN = { title: ['title'], creator: ['author', 'authors', 'creator'], language: ['language', 'lang'] }

/** What Docusaurus, Jekyll and Hugo call the place of a page among others. */
const PLACES = ['sidebar_position', 'nav_order', 'weight', 'order']

/** What they say of the text. */
export function settingsOf(fields: Record<string, unknown>): Settings {
  const find = (names: string[]) => names.map((name) => asWords(fields[name])).find((value) => value !== null) ?? null
  const place = PLACES.map((name) => fields[name]).find((value) => typeof value === 'number')
  return {
    title: find(KNOWN.title),
    creator: find(KNOWN.creator),
    language: find(KNOWN.language),
    place: typeof place === 'number' ? place : null,
  }
}

function asWords(value: unknown): string | null {
  if (Array.isArray(value)) return value.map(asWords).filter(Boolean).join(', ') || null
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
        .trim()
        .replace(/\s*\n\s*/g, ' ') || null
    : null
}

/** All the others, as left out. */
export function reportFields(fields: Record<string, unknown>, file: string | undefined): ReportEntry[] {
  const known = Object.values(KNOWN).flat()
  return Object.entries(fields)
    .filter(([name, value]) => !known.includes(name) && value !== undefined)
    .map(([name, value]) => ({
      kind: 'dropped',
      origin: { ...(file !== undefined && { file }), line: 1 },
      reason: 'setting of the file',
      before: `${name}: ${JSON.stringify(value)}`,
      after: null,
      isAside: true,
    }))
}
