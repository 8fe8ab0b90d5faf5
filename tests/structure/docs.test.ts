import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

// What the docs point at is there: a test, file, command or page that was renamed takes the claim with it that it shows.

const read = (file: string) => readFileSync(file, 'utf8')
const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' }).split('\n')
const folders = new Set(tracked.flatMap((file) => file.split('/').map((_, at, parts) => parts.slice(0, at).join('/'))))
/** Decisions are dated: they may tell of what was there then. */
const docs = tracked.filter((file) => file.endsWith('.md') && /^(?:docs\/[^/]+|[^/]+|content\/README)\.md$/.test(file) && existsSync(file))
const ROOMS = /^(?:app|client|components|content|deploy|docs|domain|messages|prisma|public|scripts|server|tests)\//

const codeIn = (file: string) =>
  [
    ...read(file)
      .replace(/^(?: {4}|\t).*$/gm, '')
      .matchAll(/`([^`\n]+)`/g),
  ].map(([, code]) => code ?? '')

test('every file and folder that the docs name is there', () => {
  const named = docs.flatMap((file) => codeIn(file).map((code) => ({ file, name: code.split(/[\s:#]/)[0] ?? '' })))
  const paths = named.filter(({ name }) => ROOMS.test(name) && !/[*<…{]|NAME|SLUG/.test(name))
  expect(paths.length).toBeGreaterThan(150)
  // The table of flows in the architecture leaves `server/` out; the README names a folder to be made.
  const isThere = (name: string) => tracked.includes(name) || folders.has(name.replace(/\/$/, '')) || name === 'content/your-guide'
  expect(paths.filter(({ name }) => !isThere(name) && !isThere(`server/${name}`))).toEqual([])
})

test('every page that the docs lead to is there', () => {
  const links = docs.flatMap((file) => [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => ({ file, to: to ?? '' })))
  const inside = links.filter(({ to }) => !/^(?:[a-z]+:|#)/.test(to))
  expect(inside.length).toBeGreaterThan(30)
  expect(inside.filter(({ file, to }) => !existsSync(path.join(path.dirname(file), to.split('#')[0] ?? '')))).toEqual([])
})

test('every command that the docs name is there', () => {
  const { scripts } = JSON.parse(read('package.json'))
  const commands = docs.flatMap((file) =>
    [...read(file).matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name]) => ({ file, name: name ?? '' })),
  )
  expect(commands.length).toBeGreaterThan(30)
  expect(commands.filter(({ name }) => !scripts[name])).toEqual([])
})

/** How many requirements each section of ASVS 5.0.0 has, chapter by chapter, and those of them that are of level 3. */
const SECTIONS = [
  [2, 10, 12, 3, 3],
  [3, 3, 5, 2],
  [1, 3, 5, 8, 8, 1, 5],
  [5, 5, 2, 4],
  [1, 6, 3, 3],
  [3, 12, 8, 6, 8, 4, 2, 4],
  [3, 4, 2, 5, 3, 2],
  [4, 4, 3, 2],
  [3, 4],
  [2, 3, 5, 16, 5, 2, 3],
  [4, 5, 5, 4, 2, 2, 2],
  [5, 2, 5],
  [4, 6, 4, 7],
  [2, 8, 3],
  [5, 5, 7, 4],
  [1, 5, 4, 3, 4],
  [2, 8, 2],
]
const LEVEL_3 =
  '1.2.10 1.3.12 1.5.3 2.3.5 2.4.2 3.1.1 3.2.3 3.3.5 3.4.7 3.4.8 3.5.6 3.5.7 3.5.8 3.6.1 3.7.3 3.7.4 3.7.5 4.1.4 4.1.5 4.2.2 4.2.3 4.2.4 4.2.5 5.2.4 5.2.5 5.2.6 5.3.3 6.3.5 6.3.6 6.3.7 6.3.8 6.4.5 6.4.6 6.5.6 6.5.7 6.5.8 6.6.4 6.7.1 6.7.2 7.5.3 8.1.3 8.1.4 8.2.4 8.3.2 8.3.3 8.4.2 10.2.3 10.3.5 10.4.12 10.4.13 10.4.14 10.4.15 10.4.16 11.1.3 11.1.4 11.2.4 11.2.5 11.3.4 11.3.5 11.5.2 11.6.2 11.7.1 11.7.2 12.1.4 12.1.5 12.3.5 13.1.2 13.1.3 13.1.4 13.2.6 13.3.3 13.3.4 13.4.6 13.4.7 14.2.5 14.2.6 14.2.7 14.2.8 15.1.4 15.1.5 15.2.4 15.2.5 15.4.1 15.4.2 15.4.3 15.4.4 16.5.4 17.1.2 17.2.5 17.2.6 17.2.7 17.2.8'

/** The requirements of level 1 and 2 whose numbers begin so. */
const WANTED = SECTIONS.flatMap((sections, chapter) =>
  sections.flatMap((most, section) => Array.from({ length: most }, (_, at) => `${chapter + 1}.${section + 1}.${at + 1}`)),
).filter((id) => !LEVEL_3.split(' ').includes(id))
const below = (prefix: string) => WANTED.filter((id) => id === prefix || id.startsWith(`${prefix}.`))

/** What numbers as they are written stand for: `6.5.1–6.5.4`, `12.3`, `10.5.5–10.7`. */
function idsIn(text: string): string[] {
  const written = [...text.matchAll(/(?<![\d.])(\d+(?:\.\d+){0,2})(?:–(\d+(?:\.\d+){1,2}))?(?![\d.])/g)]
  return written.flatMap(([, from = '', to]) => {
    if (!to) return below(from)
    const [first, last] = [below(from)[0], below(to).at(-1)]
    return WANTED.slice(WANTED.indexOf(first ?? ''), WANTED.indexOf(last ?? '') + 1)
  })
}

test('ASVS 5, level 2: every requirement has a verdict, and what holds has a file that shows it', () => {
  const text = read('docs/asvs.md').replace('ASVS 5.0', '').replace('5.0.0, levels 1 and 2', '')
  const rows = [...text.matchAll(/^\| (\d[^|]*) \| ([^|]*) \| (.*) \|$/gm)].map(([, what = '', verdict = '', shown = '']) => ({
    what,
    verdict,
    shown,
  }))
  const numbers = (what: string) => idsIn(what.replace(/[A-Za-z].*$/, ''))
  const absent = [...text.matchAll(/^\d[^|\n]*$/gm)].flatMap(([line]) => idsIn(line))
  const told = [...rows.flatMap(({ what }) => numbers(what)), ...absent]
  expect(WANTED.length).toBe(253)
  expect(WANTED.filter((id) => !told.includes(id))).toEqual([])
  expect(rows.filter(({ what }) => numbers(what).length === 0)).toEqual([])
  expect(new Set(rows.map(({ verdict }) => verdict))).toEqual(new Set(['holds', 'partly', 'yours', '**does not hold**']))
  expect(
    rows.filter(({ verdict, shown }) => verdict === 'holds' && !/`[^`]*\/[^`]*`|`npm run|\]\(/.test(shown)).map(({ what }) => what),
  ).toEqual([])
})
