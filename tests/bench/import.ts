import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { report, table } from '#tests/bench/common/report.ts'
import type { Reading } from '#tests/bench/import/one.ts'
import { ARENAS, MEMORY } from '#tests/support/app-server.ts'

/*
 * What an import takes, and whether it comes out right: each file in a process of its own, on its whole way from bytes to the chapters of a
 * guide and back to what a reader reads. Seconds are processor time of that way alone; megabytes the most that the process held, with all
 * that it loads. Memory is cleared as often as where texts are imported: in the product and by its command.
 *
 * `npm run bench import` reads the books of ../shared/corpus against what is expected of them; `npm run bench import FILE …` these files and
 * folders. `-- --chapters` lists the chapters of each as well.
 */
const CORPUS = '../shared/corpus'
const wanted = new Map<string, string>()
if (existsSync(`${CORPUS}/expected.tsv`)) {
  for (const line of readFileSync(`${CORPUS}/expected.tsv`, 'utf8').trim().split('\n').slice(1)) {
    const [name = '', chapters = '-'] = line.split('\t')
    wanted.set(name, chapters)
  }
}
const named = process.argv.slice(3).filter((word) => !word.startsWith('--'))
const paths = named.length > 0 ? named : [...wanted.keys()].map((name) => join(CORPUS, name))

/** Reads one file in a process of its own. */
function read(path: string): Reading {
  const program = join(import.meta.dirname, 'import', 'one.ts')
  const { stdout, stderr } = spawnSync(process.execPath, [...MEMORY, program, path], {
    encoding: 'utf8',
    env: { ...process.env, ...ARENAS },
  })
  return stdout.trim() === '' ? { refused: stderr.trim().split('\n').at(-1) ?? 'no answer' } : (JSON.parse(stdout) as Reading)
}

function row(path: string, reading: Reading): string[] {
  const name = basename(path)
  if ('refused' in reading) return [name, '', '', '', '', `refused: ${reading.refused}`]
  const { seconds, megabytes, titles, words, lost, added, problems } = reading
  const chapters = wanted.get(name) ?? '-'
  const wrong = [
    ...(chapters !== '-' && Number(chapters) !== titles.length ? [`${chapters} chapters expected`] : []),
    ...(lost > 0 ? [`${lost} words lost`] : []),
    ...(added > 0 ? [`${added} words from nowhere`] : []),
    ...problems,
  ]
  return [name, seconds.toFixed(1), String(megabytes), String(titles.length), words.toLocaleString('en'), wrong.join('; ') || 'right']
}

if (paths.length === 0) console.error(`There are no books in ${CORPUS}: name files to read.`)
const readings = paths.map((path) => ({ path, reading: read(path) }))
const rows = readings.map(({ path, reading }) => row(path, reading))
console.info(table(['file', 's', 'MB', 'chapters', 'words', 'as expected'], rows))
if (process.argv.includes('--chapters')) {
  for (const { path, reading } of readings) {
    if ('titles' in reading) console.info([`\n${basename(path)}`, ...reading.titles.map((title, at) => `${at + 1}. ${title}`)].join('\n  '))
  }
}
report('import', { files: readings.map(({ path, reading }) => ({ file: basename(path), ...reading })) })
