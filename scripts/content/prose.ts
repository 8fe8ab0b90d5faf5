import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** A file of a guide. `body` is the text below the settings, which begins on line `bodyLine`; a list has no body. */
export type GuideFile = { path: string; name: string; source: string; settings: unknown; body: string; bodyLine: number }

/** Reads every Markdown and YAML file of a guide that the loader has already found well formed. */
export function readGuideFiles(folder: string): GuideFile[] {
  const names = readdirSync(folder)
    .filter((name) => /\.(md|ya?ml)$/.test(name))
    .sort()
  return names.map((name) => {
    const path = join(folder, name)
    const source = readFileSync(path, 'utf8')
      .replace(/^\uFEFF/, '')
      .replaceAll('\r\n', '\n')
    const front = name.endsWith('.md') ? /^---[ \t]*\n(.*?\n)---[ \t]*(?:\n|$)/s.exec(source) : null
    const settings: unknown = parse(front?.[1] ?? (name.endsWith('.md') ? '' : source))
    const body = name.endsWith('.md') ? source.slice(front?.[0].length ?? 0) : ''
    return { path, name, source, settings, body, bodyLine: front ? front[0].split('\n').length : 1 }
  })
}

/** The line of `source` on which the offset stands, from 1. */
export function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length
}
