import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeChapters } from '#domain/import/chapters.ts'
import { readSource } from '#server/import/formats/read-source.ts'
import { unaccounted } from '#tests/domain/import/account.ts'

const folder = await mkdtemp(join(tmpdir(), 'loose-folders-'))
afterAll(() => rm(folder, { recursive: true }))

const LONG = 'The carriers came down to the ferry in the evening. '.repeat(60)
const page = (title: string, text = LONG) => `# ${title}\n\n${text}\n`

/** What becomes of a book that lies in a folder of this name as these files: each section as "part: title", below the name of its division. */
async function read(name: string, files: Record<string, string>): Promise<{ text: ReturnType<typeof makeChapters>; said: string[] }> {
  const book = join(folder, name)
  for (const [place, text] of Object.entries(files)) {
    await mkdir(dirname(join(book, place)), { recursive: true })
    await writeFile(join(book, place), text)
  }
  const text = makeChapters(await readSource(book))
  expect(unaccounted(text)).toEqual([])
  return { text, said: text.sections.map(({ part, division, title }) => `${division ?? part}: ${title}`) }
}

test('a file of another name that lists the others is the contents list, with its parts and numbers, and other such lists are no chapters', async () => {
  const { text, said } = await read('listed-elsewhere', {
    'README.md': '# The Salt Road\n\nA book about a road.\n',
    'TOC.md': '- [Sails](text/sails.md)\n- [Oars](text/oars.md)\n- [Salt](text/salt.md)\n- [Snow](text/snow.md)\n',
    'text/directory.md':
      '# Contents\n\n- [Preface](preface.md)\n\n## Part One: Boats\n\n- Chapter 1: Out\n\t- 1.1 [Sails](sails.md)\n\t- 1.2 [Oars](oars.md)\n\n' +
      '## Part Two: Mules\n\n- Chapter 2: [Salt](salt.md)\n\t- 2.1 [Snow](snow.md)\n',
    'text/preface.md': page('Preface', 'Before.'),
    'text/sails.md': page('Sails'),
    'text/oars.md': page('Oars'),
    'text/salt.md': page('Salt'),
    'text/snow.md': page('Snow'),
    'text/draft.md': page('A draft', 'Not yet.'),
  })
  expect(text.title).toBe('The Salt Road')
  expect(said).toEqual(['front: The Salt Road', 'front: Preface', 'Part One: Boats: Out', 'Part Two: Mules: Salt', 'back: A draft'])
})

test('a page that says more than its list stays, and its headings without a list divide nothing', async () => {
  const list = ['pass', 'inn', 'ferry'].map((one) => `* [The ${one}](${one})`).join('\n')
  const { said } = await read('listed-in-readme', {
    'README.md': `# The Salt Road\n\n${LONG}\n\n## How to help\n\nWrite to [us](https://example.org).\n\n## Chapters\n\n${list}\n`,
    'ferry.md': page('The ferry'),
    'inn.md': page('The inn'),
    'pass/index.md': page('The pass'),
  })
  expect(said).toEqual(['front: The Salt Road', 'chapter: The pass', 'chapter: The inn', 'chapter: The ferry'])
})

test('without any list a folder stands above its files: introductions first, files before folders, and places that the files name', async () => {
  const { said } = await read('of-a-site', {
    'zeal.md': page('Zeal'),
    'introduction.md': page('Why salt'),
    'boats/sails.md': `---\nsidebar_position: 2\n---\n\n${page('Sails')}`,
    'boats/anchor.md': `---\nsidebar_position: 3\n---\n\n${page('Anchor')}`,
    'boats/hull.md': `---\nsidebar_position: 1\n---\n\n${page('Hull')}`,
    'mules/index.md': page('Mules of the pass', 'They carry.'),
    'mules/bells.md': page('Bells'),
    'mules/bread.md': page('Bread'),
    'CONTRIBUTING.md': page('How to help', 'Write.'),
  })
  expect(said).toEqual([
    'front: Why salt',
    'chapter: Zeal',
    ...['Hull', 'Sails', 'Anchor'].map((title) => `Boats: ${title}`),
    ...['Bells', 'Bread'].map((title) => `Mules of the pass: ${title}`),
    'back: How to help',
  ])
})

test('folders called chapters are, what code says of itself stands behind, and so do appendices', async () => {
  const { said } = await read('of-chapters', {
    'front-matter.md': page('To my mother', 'She walked.'),
    'chapter1/index.md': page('Boats', 'Somebody rows.'),
    'chapter1/sails.md': page('Sails'),
    'chapter1/oars.md': page('Oars'),
    'chapter2/index.md': page('Mules', 'Somebody climbs.'),
    'chapter2/bells.md': page('Bells'),
    'chapter2/bread.md': page('Bread'),
    'chapter_last/index.md': page('Appendix', 'A word more.'),
    'chapter_last/weights.md': page('Weights'),
    'code/one/README.md': page('One', 'Run it.'),
    'code/two/README.md': page('Two', 'Run it.'),
  })
  expect(said.slice(0, 3)).toEqual(['front: To my mother', 'chapter: Boats', 'chapter: Mules'])
  expect(said.slice(3).every((one) => one.startsWith('back: '))).toBe(true)
  expect(said.find((one) => one.endsWith('Appendix'))).toBeDefined()
})

test('posts whose headings are set lower are sections of the post above, and dates are no titles', async () => {
  const post = (depth: number, title: string) => `${'#'.repeat(depth)} ${title}\n\n${'Salt. '.repeat(40)}\n`
  const { said } = await read('of-posts', {
    '_config.yml': 'title: Salt\n',
    '_posts/01-01-01-Boats.md': `---\ntitle: Boats\n---\n\n${post(1, 'Boats')}`,
    '_posts/01-02-01-Sails.md': `---\ntitle: Sails\n---\n\n${post(2, 'Sails')}`,
    '_posts/01-03-01-Oars.md': post(2, 'Oars of ash'),
    '_posts/02-01-01-Mules.md': post(1, 'Mules'),
    '_posts/02-02-01-Bells.md': post(2, 'Bells'),
    'about.md': page('About the road', 'Long.'),
  })
  expect(said).toEqual(['chapter: Boats', 'chapter: Mules', 'back: About the road'])
})

test('an introduction in a folder called chapter 1 is one, and two numbers in a list make nothing front matter', async () => {
  const names = ['Boats', 'Mules', 'Salt', 'Snow', 'Inns', 'Bread', 'Wine', 'Coins', 'Tolls', '1. Weights', '2. Dates', 'Words']
  const list = names.map((name, at) => `- [${name}](${at}.md)`).join('\n')
  const files = Object.fromEntries(names.map((name, at) => [`${at}.md`, page(name)]))
  const one = await read('few-numbers', { 'SUMMARY.md': `# Summary\n\n${list}\n`, ...files })
  expect(one.said.every((said) => said.startsWith('chapter: '))).toBe(true)
  const intro = '- [Introduction to boats](Chapter-1/README.md)\n- [Mules](Chapter-2/README.md)\n'
  const two = await read('counted-folders', {
    'SUMMARY.md': `# Summary\n\n${intro}`,
    'Chapter-1/README.md': page('Introduction to boats'),
    'Chapter-2/README.md': page('Mules'),
  })
  expect(two.said).toEqual(['chapter: Introduction to boats', 'chapter: Mules'])
})

test('a site of MkDocs is what its settings list', async () => {
  const { text, said } = await read('of-mkdocs', {
    'mkdocs.yml':
      'site_name: The Salt Road\nsite_author: Nora Reed\nmarkdown_extensions:\n  - tag: !!python/name:some.thing\nnav:\n  - Home: index.md\n  - All:\n      - Boats:\n          - Sails: boats/sails.md\n          - boats/oars.md\n      - Mules:\n          - Bells: bells.md\n          - Elsewhere: https://example.org\n      - Inns: inns/\n',
    'docs/index.md': page('Home', 'Welcome.'),
    'docs/bells.md': page('Bells of the mules'),
    'docs/inns/bread.md': page('Bread'),
    'docs/inns/wine.md': page('Wine'),
    'docs/boats/oars.md': page('Oars'),
    'docs/boats/sails.md': page('Sails'),
    'README.md': page('For those who work on it', 'Run it.'),
  })
  expect(text).toMatchObject({ title: 'The Salt Road', creator: 'Nora Reed' })
  expect(said.slice(-5)).toEqual(['Boats: Sails', 'Boats: Oars', 'Mules: Bells', 'Inns: Bread', 'Inns: Wine'])
})

test('what has the number 0 in a list stands before what is counted, and what follows several appendices is one', async () => {
  const names = ['Boats', 'Mules', 'Appendix: Weights', 'Appendix: Coins', 'Appendix: Dates', 'Write to us']
  const list = names.map((name, at) => `* [${at < 2 ? `${at + 1}. ` : ''}${name}](${at}.md)`).join('\n')
  const files = Object.fromEntries(names.map((name, at) => [`${at}.md`, page(name)]))
  const { said } = await read('counted', {
    'SUMMARY.md': `# Summary\n\n* [0. Foreword](word.md)\n${list}\n`,
    'word.md': page('A word'),
    ...files,
  })
  expect(said).toEqual([
    'front: Foreword',
    ...['Boats', 'Mules'].map((title) => `chapter: ${title}`),
    ...['Appendix: Weights', 'Appendix: Coins', 'Appendix: Dates', 'Write to us'].map((title) => `back: ${title}`),
  ])
})

test('the list of a single file names its sections too, and its title may stand below a few words', async () => {
  const chapter = (name: string) => `## ${name}\n\n${LONG}\n\n### Of ${name}\n\n${LONG}\n\n#### More of ${name}\n\n${LONG}\n`
  const names = ['Boats', 'Mules', 'Bread']
  const entry = (name: string) => `- [${name}](#a)\n  - [Of ${name}](#b)\n    - [More of ${name}](#c)\n`
  const path = join(folder, 'one.md')
  const list = names.map(entry).join('')
  await writeFile(
    path,
    `*[Deutsch](de.md) ∙ [Español](es.md)*\n\n# The Salt Road\n\n## Contents\n\n${list}\n${names.map(chapter).join('\n')}`,
  )
  const text = makeChapters(await readSource(path))
  expect(text.title).toBe('The Salt Road')
  expect(text.sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)).toEqual(names)
  expect(unaccounted(text)).toEqual([])
})

test('a list of half the files is of a part, and a file that holds all the others is the book once more', async () => {
  const names = ['Hull', 'Sails', 'Bells', 'Bread', 'Snow']
  const { text, said } = await read('copied', {
    'README.md': page('The Salt Road', 'A road.'),
    'whole.md': names.map((name) => page(name)).join('\n'),
    'text/boats/index.md': '# Boats\n\n* [Hull](hull.md)\n* [Sails](sails.md)\n* [Mast](mast.md)\n',
    ...Object.fromEntries(names.map((name, at) => [`text/${at < 2 ? 'boats' : 'mules'}/${name.toLowerCase()}.md`, page(name)])),
  })
  expect(said).toEqual([
    'front: The Salt Road',
    ...['Hull', 'Sails'].map((title) => `Boats: ${title}`),
    ...['Bells', 'Bread', 'Snow'].map((title) => `Mules: ${title}`),
  ])
  expect(text.balance?.left.map(({ reason }) => reason)).toContain('the whole book once more')
})

test('settings above the text say its title and its place in every form that sites have', async () => {
  const { said } = await read('settings', {
    'a.md': `+++\ntitle = "Boats"\nweight = 2\n+++\n\n${LONG}\n`,
    'b.md': `---\ntitle: Mules\nnav_order: 3\n---\n\n${LONG}\n`,
    'c.md': `%{\n  version: "1.2.0",\n  title: "Salt",\n  order: 1,\n  excerpt: """\n  Of salt.\n  """\n}\n---\n\n${LONG}\n`,
  })
  expect(said).toEqual(['chapter: Salt', 'chapter: Boats', 'chapter: Mules'])
})
