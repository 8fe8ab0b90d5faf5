import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { describe as describePassage } from '#domain/anchoring/describe.ts'
import { runCommand } from '#scripts/guide/commands.ts'
import { endOf } from '#scripts/terminal.ts'
import { findChapter, findGuide } from '#server/content/guides.ts'
import { db } from '#server/db.ts'
import { createAnnotation, listAnnotations } from '#server/talk/annotations.ts'
import { asViewer, createGroup, createUser } from '#tests/support/factories.ts'
import { ferryDocx, ferryEpub } from '#tests/support/ferry.ts'
import { changeSettings, resetSettings } from '#tests/support/settings.ts'

const folder = await mkdtemp(join(tmpdir(), 'command-'))
const place = (name: string) => join(folder, name)
const FERRY = 'tests/fixtures/ferry'

beforeAll(async () => {
  await writeFile(place('ferry.epub'), ferryEpub(3))
  await writeFile(place('ferry.docx'), ferryDocx())
})

afterAll(() => rm(folder, { recursive: true }))

type Ended = { code: number; out: string; err: string }

/** What a step says of itself that takes more than a second: so it does on a busy machine. */
const isProgress = (line: string) => /^[A-Z].*(?: …|: done in \d+ s\.)$/.test(line)
const withoutProgress = (said: string) =>
  said
    .split('\n')
    .filter((line) => !isProgress(line))
    .join('\n')

/** Settings are the process's own, as whoever runs the installation gives them. */
const { DATABASE_URL = '' } = process.env
beforeEach(() => {
  changeSettings({ DATA_DIR: place('data') })
})
afterEach(() => {
  resetSettings()
  changeSettings({ DATABASE_URL })
})

/** What `npm run guide -- …` does and says, on this test's database. A process of its own for each would take longer than all that is asked. */
async function guide(...words: string[]): Promise<Ended> {
  const [out, err] = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')].map((spy) => spy.mockReset().mockReturnValue(undefined))
  const said = (spy: typeof out) => (spy?.mock.calls ?? []).map((line) => `${line.join(' ')}\n`).join('')
  try {
    const code = await endOf(() => runCommand(words))
    return { code, out: withoutProgress(said(out)), err: withoutProgress(said(err)) }
  } finally {
    vi.restoreAllMocks()
  }
}

/** The same as a process of its own. */
function guideAlone(...words: string[]): Promise<Ended> {
  const env = { ...process.env, NODE_OPTIONS: '' }
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', './scripts/as-server.mjs', 'scripts/guide.ts', ...words], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out: withoutProgress(out), err: withoutProgress(err) })
    })
  })
}

test('as a process, it ends with what became of it', { timeout: 120_000 }, async () => {
  const done = await guideAlone('import', `${FERRY}/ferry.md`, '--slug', 'as-a-process', '--companion', 'tides')
  expect(done).toMatchObject({ code: 0, out: expect.stringContaining('is a guide now'), err: '' })
  expect(await guideAlone('dance')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('There is no command "dance".') })
})

test.each([
  ['plain-text', `${FERRY}/ferry.txt`, 16],
  ['markdown', `${FERRY}/ferry.md`, 12],
  ['folder', `${FERRY}/ferry-folder`, 12],
  ['html', `${FERRY}/ferry.html`, 12],
  ['epub', place('ferry.epub'), 12],
  ['docx', place('ferry.docx'), 12],
])('%s', { timeout: 120_000 }, async (slug, file, paragraphs) => {
  const { code, out, err } = await guide('import', file, '--slug', slug, '--companion', 'tides')
  expect(err).toBe('')
  expect(code).toBe(0)
  expect(out.trim().split('\n').at(-1)).toMatch(new RegExp(`^3 chapters, ${paragraphs} paragraphs, `))
  const found = await findGuide(slug)
  expect(found).toMatchObject({ slug, audience: 'MEMBERS', companion: { address: '/guides/tides' } })
  expect(found?.chapters.map(({ title, part }) => `${part ?? 'chapter'} ${title.toLowerCase()}`).slice(1)).toEqual([
    'chapter the crossing',
    'chapter low water',
    'chapter the bell',
    'back further reading',
  ])
})

test('a dry run shows every line and keeps nothing', { timeout: 120_000 }, async () => {
  const { code, out } = await guide('import', `${FERRY}/ferry.txt`, '--slug', 'dry', '--dry-run', '--title', 'The Dry Ferry')
  expect(code).toBe(0)
  expect(out).toContain('tests/fixtures/ferry/ferry.txt:46: “3”')
  expect(out).toContain('“pre- tend” → “pretend”')
  expect(out).toContain('“The Dry Ferry” would be a guide (nothing was written):')
  expect(out).toMatch(/^ {2}1\. THE CROSSING \(the-crossing\): 5 paragraphs, 177 words: The ferry crosses the river/m)
  expect(await db().importedGuide.findUnique({ where: { slug: 'dry' } })).toBeNull()
})

test('a dry run makes no database, and needs none', { timeout: 120_000 }, async () => {
  const url = new URL(DATABASE_URL)
  url.pathname = '/not-made-for-looking'
  const dry = [`${FERRY}/ferry.md`, '--slug', 'dry', '--dry-run'] as const
  changeSettings({ DATABASE_URL: url.href })
  const { code, out } = await guide('import', ...dry)
  changeSettings({ DATABASE_URL })
  expect(code).toBe(0)
  expect(out).toContain('Whether there is an edition before was not looked up. The database at')
  expect(out).toContain('would be a guide (nothing was written):')
  const rows = await db().$queryRaw`SELECT FROM pg_database WHERE datname = 'not-made-for-looking'`
  expect(rows).toEqual([])
})

test('what cannot be read ends with a sentence and leaves nothing behind', { timeout: 120_000 }, async () => {
  await writeFile(place('bad.txt'), '%PDF-1.7')
  const bad = await guide('import', place('bad.txt'), '--slug', 'bad')
  expect(bad).toEqual({ code: 1, out: '', err: expect.stringMatching(/^We can’t import PDFs\. .*\n$/) })
  const taken = await guide('import', `${FERRY}/ferry.md`, '--slug', 'tides')
  expect(taken).toMatchObject({ code: 1, err: expect.stringContaining('A guide here already has the address “tides”') })
  const alone = await guide('import', `${FERRY}/ferry.md`, '--slug', 'bad', '--companion', 'nobody')
  expect(alone).toMatchObject({ code: 1, err: expect.stringContaining('no guide “nobody”') })
  expect(await db().importedGuide.findUnique({ where: { slug: 'bad' } })).toBeNull()
  expect(existsSync(place('data'))).toBe(false)
})

test.each([
  [['import'], 'Say which file to import.'],
  [['import', 'a.txt'], 'Say which address the guide is to have: --slug the-mill'],
  [['import', 'a.txt', '--slug', 'Mill'], '“Mill” can’t be an address'],
  [['import', 'a.txt', 'b.txt', '--slug', 'mill'], '"b.txt" is one word too many'],
  [['import', 'a.txt', '--slug', 'mill', '--audience', 'all'], 'Say for whom it is'],
  [['import', 'a.txt', '--slug', 'mill', '--language', 'not a language'], 'is no language'],
  [['import', 'a.txt', '--slag', 'mill'], 'Unknown option'],
  [['export', 'mill'], 'Say the address of the guide and a folder'],
  [['dance'], 'There is no command "dance".'],
])('%j is told what is missing', async (words, sentence) => {
  expect(await guide(...words)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(sentence) })
})

describe('a new edition', () => {
  const edition = (added: string) => `# The wheel

The wheel turned from morning until the evening bell.

${added}The miller never looked at it.

# The flood

Then the flood came down the valley, and took the bridge with it.
`

  test('keeps addresses, paragraph labels and what people wrote', { timeout: 120_000 }, async () => {
    await writeFile(place('mill.md'), edition(''))
    expect(await guide('import', place('mill.md'), '--slug', 'mill', '--title', 'The Mill', '--audience', 'everyone')).toMatchObject({
      code: 0,
    })
    const user = await createUser({ name: 'Olga' })
    const owner = asViewer(user)
    const { id: groupId } = await createGroup({ owner: user, guide: 'mill' })
    const wheel = await findChapter('mill', 'the-wheel')
    if (!wheel) throw new Error('no chapter')
    const start = wheel.text.indexOf('never looked')
    const selectors = describePassage(wheel.text, { start, end: start + 'never looked'.length })
    await createAnnotation(owner, {
      ...{ id: crypto.randomUUID(), groupId, chapter: 'the-wheel', chapterRevision: wheel.revision },
      ...{ visibility: 'GROUP', motivation: 'commenting', tags: [], body: 'Why not?' },
      ...selectors,
    })

    await writeFile(place('mill.md'), edition('Nobody slept that night, it is said.\n\n').replace('# The flood', '# A great flood'))
    const { code, out } = await guide('import', place('mill.md'), '--slug', 'mill')
    expect(code).toBe(0)
    expect(out).toContain('“The Mill” has a new edition:')
    const after = await findGuide('mill')
    expect(after).toMatchObject({ title: 'The Mill', audience: 'EVERYONE' })
    expect(after?.chapters.map(({ slug, title }) => `${slug}: ${title}`)).toEqual(['the-wheel: The wheel', 'the-flood: A great flood'])
    const next = await findChapter('mill', 'the-wheel')
    expect(next?.paragraphs.map(({ label }) => label)).toEqual(['1', '1a', '2'])
    const { items } = await listAnnotations(owner, { groupId, chapter: 'the-wheel', cursor: null, limit: 10, order: 'position' })
    expect(items).toMatchObject([{ body: 'Why not?', exact: 'never looked', chapterRevision: next?.revision }])
    expect(next?.text.slice(items[0]?.start, items[0]?.end)).toBe('never looked')
    expect(await guide('remove', 'mill')).toMatchObject({ code: 1, err: expect.stringContaining('A group is studying this text') })

    await writeFile(
      place('mill.md'),
      edition('Nobody slept that night, it is said.\n\n').replace('\n\nThe wheel', '\n\nA word first.\n\nThe wheel'),
    )
    expect(await guide('import', place('mill.md'), '--slug', 'mill')).toMatchObject({ code: 0 })
    expect((await findChapter('mill', 'the-wheel'))?.paragraphs.map(({ label }) => label)).toEqual(['0a', '1', '1a', '2'])
  })
})

test('a text whose companion is gone stands alone, and that is said', { timeout: 120_000 }, async () => {
  expect(await guide('import', `${FERRY}/ferry.md`, '--slug', 'alone', '--companion', 'tides')).toMatchObject({ code: 0 })
  const about = await db().importedFile.findFirstOrThrow({ where: { guideSlug: 'alone', name: 'guide.md' } })
  const body = about.body.replace('"tides"', '"sold"')
  await db().importedFile.updateMany({ where: { guideSlug: 'alone', name: 'guide.md' }, data: { body } })
  await db().importedGuide.update({ where: { slug: 'alone' }, data: { revision: 'changed' } })
  const { code, out } = await guide('import', `${FERRY}/ferry.md`, '--slug', 'alone')
  expect(code).toBe(0)
  expect(out).toContain('The guide "sold", which stood beside this text, is not there any more: the text stands alone now.')
  expect((await findGuide('alone'))?.companion).toBeNull()
})

test('a guide can be taken out as files, and taken away', { timeout: 120_000 }, async () => {
  expect(await guide('import', `${FERRY}/ferry.md`, '--slug', 'out')).toMatchObject({ code: 0 })
  expect((await guide('list')).out).toContain('out: The Ferry at Low Water, 5 chapters (imported, for members)')
  expect(await guide('export', 'out', place('out'))).toMatchObject({ code: 0, out: `6 files have been written to ${place('out')}.\n` })
  expect(await readdir(place('out'))).toContain('02-low-water.md')
  expect(await readFile(join(place('out'), '01-the-crossing.md'), 'utf8')).toContain('[^1]: Nine times when the tide is **low**.')
  expect(await guide('export', 'out', place('out'))).toMatchObject({ code: 1, err: expect.stringContaining('is not empty') })
  expect(await guide('remove', 'out')).toMatchObject({ code: 0 })
  expect(await guide('remove', 'out')).toMatchObject({ code: 1, err: expect.stringContaining('There is no imported guide "out"') })
})

const PAMPHLET = '../shared/sources/trotsky-pamphlet.txt'

/** A real scan, which stays outside the repository: only what can be counted is said of it here. */
test.skipIf(!existsSync(PAMPHLET))(`the scanned pamphlet (skipped without ${PAMPHLET})`, { timeout: 120_000 }, async () => {
  const { code, out } = await guide('import', PAMPHLET, '--slug', 'pamphlet', '--title', 'The pamphlet', '--dry-run')
  expect(code).toBe(0)
  expect(out.trim().split('\n').at(-1)).toMatch(/^18 chapters, \d+ paragraphs, /)
  expect(out.match(/^ {2}\d+\. /gm)).toHaveLength(18)
  expect(out.match(/^ {2}[^\d\s].*\([a-z-]+\): \d+ paragraphs, .* words: /gm)).toHaveLength(2)
})
