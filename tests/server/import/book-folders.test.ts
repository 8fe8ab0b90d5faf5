import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeChapters } from '#domain/import/chapters.ts'
import { readSource } from '#server/import/formats/read-source.ts'
import { unaccounted } from '#tests/domain/import/account.ts'
import { chaptersOf } from '#tests/support/import-file.ts'

const folder = await mkdtemp(join(tmpdir(), 'book-folders-'))
afterAll(() => rm(folder, { recursive: true }))

/** The chapters of a book that lies in a folder of this name, as these files. */
async function readBook(name: string, files: Record<string, string>): Promise<ReturnType<typeof makeChapters>> {
  const book = join(folder, name)
  for (const [place, text] of Object.entries(files)) {
    await mkdir(dirname(join(book, place)), { recursive: true })
    await writeFile(join(book, place), text)
  }
  return makeChapters(await readSource(book))
}

test('of several files called summary, the outermost names the chapters of a book of Markdown', async () => {
  const files = {
    'SUMMARY.md': '# Summary\n\n- [Set out](out.md)\n- [Format](format/README.md)\n  - [The summary file](format/summary.md)\n',
    'out.md': '# Set out\n\nA boat.\n',
    'format/README.md': '# Format\n\nLists.\n',
    'format/summary.md': '# The summary file\n\n- [Nowhere](../none.md)\n',
  }
  const text = await readBook('book', files)
  expect(chaptersOf(text)).toEqual(['Set out', 'Format'])
  expect(unaccounted(text)).toEqual([])
})

test('a folder with settings is the book that lies where they say, and is called what they say', async () => {
  const files = {
    'book.toml': '[book]\ntitle = "The Salt Road"\nauthors = ["Nora Reed", "Ann Hill"]\nlanguage = "en"\nsrc = "text"\n',
    'CONTRIBUTING.md': '# How to help\n\nWrite.\n',
    'text/SUMMARY.md': '# Summary\n\n[Foreword](foreword.md)\n\n- [Introduction](intro.md)\n- [The pass](pass.md)\n',
    'text/foreword.md': '# Foreword\n\nBefore.\n',
    'text/intro.md': '# Introduction\n\nA boat.\n',
    'text/pass.md': '# The pass\n\nSnow.\n',
  }
  const text = await readBook('with-settings', files)
  expect(text).toMatchObject({ title: 'The Salt Road', creator: 'Nora Reed, Ann Hill', language: 'en' })
  // Front matter stands before the list: what the list names is a chapter, whatever it is called.
  expect(chaptersOf(text)).toEqual(['Introduction', 'The pass'])
})

test('a book of GitBook is called what its settings say, holds what its list names, and what stands above its parts is no chapter', async () => {
  const chapter = (at: number) => `# 第${'一二三四'[at - 1]}章 山路\n\n${'挑夫从山口下来，带着银子。'.repeat(20)}\n`
  const list = (from: number) => [from, from + 1].map((at) => `* [第${'一二三四'[at - 1]}章 山路](${at}.md)`).join('\n')
  const files: Record<string, string> = {
    'book.json': '{ "title": "山口", "author": "Nora Reed", "language": "zh" }',
    'SUMMARY.md': `## 目录\n\n* [山口](README.md)\n\n## 第一部分：入门\n\n${list(1)}\n\n## 第二部分：山路\n\n${list(3)}\n`,
    'README.md': '# 山口\n\n这是一本书。\n',
    'notes.md': '# Notes\n\nFor the writers.\n',
  }
  for (const at of [1, 2, 3, 4]) files[`${at}.md`] = chapter(at)
  const text = await readBook('of-gitbook', files)
  expect(text).toMatchObject({ title: '山口', creator: 'Nora Reed', language: 'zh' })
  const chapters = text.sections.filter(({ part }) => part === 'chapter')
  expect(chapters.map(({ division }) => division)).toEqual(['第一部分：入门', '第一部分：入门', '第二部分：山路', '第二部分：山路'])
  expect(text.sections[0]?.part).toBe('front')
  expect(text.balance?.left).toContainEqual({ reason: 'file that the contents list does not name', words: 4 })
  expect(unaccounted(text)).toEqual([])
})

test('where no settings name a book, what its folder says of itself does, and stands in front', async () => {
  const files = {
    'README.md': '# The Salt Road\n\nA book about a road.\n',
    'SUMMARY.md': '# Summary\n\n- [The pass](pass.md)\n- [The inn](inn.md)\n',
    'pass.md': '# The pass\n\nSnow.\n',
    'inn.md': '# The inn\n\nBread.\n',
    'thanks.md': '# Thanks\n\nTo the mules.\n',
  }
  const text = await readBook('of-a-list', files)
  expect(text.title).toBe('The Salt Road')
  expect(text.sections.map(({ part }) => part)).toEqual(['front', 'chapter', 'chapter', 'back'])
})

test('entries with pages of a few lines below them are chapters, though their own page says nothing', async () => {
  const names = ['pass', 'inn', 'ferry']
  const list = names
    .map((name) => `- [The ${name}](${name}.md)\n  - [Its salt](${name}-salt.md)\n  - [Its bread](${name}-bread.md)\n`)
    .join('')
  const files: Record<string, string> = { 'SUMMARY.md': `# Summary\n\n${list}` }
  for (const name of names) {
    files[`${name}.md`] = `# The ${name}\n`
    for (const what of ['salt', 'bread']) files[`${name}-${what}.md`] = `# Its ${what}\n\n${'Somebody weighs it. '.repeat(25)}\n`
  }
  const text = await readBook('of-short-pages', files)
  expect(chaptersOf(text)).toEqual(['The pass', 'The inn', 'The ferry'])
  expect(unaccounted(text)).toEqual([])
})

test('below the parts that a contents list names its entries are chapters, and what it does not name is left out by name', async () => {
  const parts = ['Going out', 'Coming home'].map((part, at) => {
    const [one, other] = [at * 2 + 1, at * 2 + 2]
    return `# ${part}\n\n- [Boat ${one}](${one}.md)\n  - [Oars ${one}](${one}-oars.md)\n- [Boat ${other}](${other}/index.md)\n  - [Oars ${other}](${other}-oars.md)\n`
  })
  const files: Record<string, string> = {
    '../book.toml': '[book]\ntitle = "Boats"\n',
    'SUMMARY.md': `# Summary\n\n${parts.join('\n')}\n\n- [Ilova](appendix-00.md)\n`,
    'appendix-00.md': '# Ilova\n\nSomebody counted the oars.\n',
    'draft.md': '# Not yet\n\nA boat without a name.\n\n- one sail\n- two masts\n',
  }
  // Only the first boat says something before its oars.
  for (const at of [1, 2, 3, 4]) {
    files[at % 2 === 0 ? `${at}/index.md` : `${at}.md`] =
      `# Boat ${at}\n\n${at === 1 ? 'It left the harbour in the morning. '.repeat(20) : ''}\n`
    files[`${at}-oars.md`] = `# Oars ${at}\n\n${'Somebody rowed. '.repeat(40)}\n`
  }
  const text = await readBook('with-parts', Object.fromEntries(Object.entries(files).map(([place, text]) => [`src/${place}`, text])))
  expect(chaptersOf(text)).toEqual(['Boat 1', 'Boat 2', 'Boat 3', 'Boat 4'])
  const chapters = text.sections.filter(({ part }) => part === 'chapter')
  expect(chapters.map(({ division }) => division)).toEqual(['Going out', 'Going out', 'Coming home', 'Coming home'])
  // Its file says by its name that it is an appendix, in whatever language its title is.
  expect(text.sections.at(-1)).toMatchObject({ part: 'back', title: 'Ilova' })
  expect(text.balance?.left).toContainEqual({ reason: 'file that the contents list does not name', words: 11 })
  expect(unaccounted(text)).toEqual([])
})

test('files that say by their names that they are chapters are, and a folder is called what its README says', async () => {
  const names = ['01-introduction/01-chapter1', '02-basics/01-chapter2', '03-more/01-chapter3']
  const files: Record<string, string> = { 'README.md': '# Boats\n\nAbout boats.\n' }
  for (const [at, name] of names.entries()) files[`${name}.markdown`] = `# ${['Введение', 'Основы', 'Ветви'][at]} #\n\nЛодка отошла.\n`
  const text = await readBook('without-settings', files)
  expect(chaptersOf(text)).toEqual(['Введение', 'Основы', 'Ветви'])
  expect(text).toMatchObject({ title: 'Boats', language: 'ru' })
})

test('a chapter that is named but not written is none, and its part begins where its first page is', async () => {
  const list =
    '# Part 1\n\n- [Boats](a.md)\n  - [Sails]()\n- [Mills](b.md)\n\n# Part 2\n\n- [Mules]()\n- [The pass](c.md)\n- [Snow]()\n\n# Part 3\n\n- [Inns](d.md)\n'
  const files: Record<string, string> = { 'SUMMARY.md': `# Summary\n\n${list}` }
  for (const [name, title] of Object.entries({ a: 'Boats', b: 'Mills', c: 'The pass', d: 'Inns' }))
    files[`${name}.md`] = `# ${title}\n\nSnow fell.\n`
  const text = await readBook('unwritten', files)
  expect(text.sections.map(({ division, title }) => `${division}: ${title}`)).toEqual([
    'Part 1: Boats',
    'Part 1: Mills',
    'Part 2: The pass',
    'Part 3: Inns',
  ])
  expect(unaccounted(text)).toEqual([])
})

test('files without a list, each below the name of the book, are called by what follows, and stand in the order of a book', async () => {
  const titles = { README: '', apA: 'Appendix A: Sails', ch1: 'Chapter 1: Boats', ch2: 'Chapter 2: Mills', foreword: 'Foreword' }
  const list = '* Foreword\n* Chapter 1: Boats\n* Chapter 2: Mills\n* Appendix A: Sails\n'
  const files: Record<string, string> = { 'toc.md': `# The Salt Road\n\n## Table of Contents\n\n${list}` }
  for (const [name, title] of Object.entries(titles))
    files[`${name}.md`] = `# The Salt Road\n${title && `# ${title}\n`}\nSnow fell on the ${name} road.\n`
  const text = await readBook('by-name', files)
  expect(text.title).toBe('The Salt Road')
  expect(text.sections.map(({ part, title }) => `${part}: ${title}`)).toEqual([
    'front: Foreword',
    'front: The Salt Road',
    'chapter: Boats',
    'chapter: Mills',
    'back: Appendix A: Sails',
  ])
  expect(unaccounted(text)).toEqual([])
})

test('an entry with a word about what stands below it is a part beside others that say nothing', async () => {
  const entry = (title: string, depth: number) => `${'  '.repeat(depth)}- [${title}](${title.toLowerCase()}.md)`
  const parts = { Ground: ['Salt'], Road: ['Snow', 'Mules', 'Pass'], Sea: ['Boats', 'Ferry'] }
  const list = Object.entries(parts).flatMap(([part, chapters]) => [entry(part, 0), ...chapters.map((one) => entry(one, 1))])
  const files: Record<string, string> = { 'SUMMARY.md': `# Summary\n\n${list.join('\n')}\n` }
  for (const [part, chapters] of Object.entries(parts)) {
    files[`${part.toLowerCase()}.md`] = `# ${part}\n\n${part === 'Road' ? 'The road goes up to the pass. '.repeat(25) : ''}\n`
    for (const one of chapters) files[`${one.toLowerCase()}.md`] = `# ${one}\n\n${'The carriers came down. '.repeat(200)}\n`
  }
  const text = await readBook('introduced', files)
  expect(text.sections.map(({ division, title }) => `${division}: ${title}`)).toEqual([
    ...['Ground: Salt', 'Road: Snow', 'Road: Mules', 'Road: Pass', 'Sea: Boats', 'Sea: Ferry'],
  ])
  expect(unaccounted(text)).toEqual([])
})

test('what stands alone above chapters with sections, the page of the book first, is front matter', async () => {
  const entry = (title: string, depth: number, file = `${title.toLowerCase()}.md`) => `${'  '.repeat(depth)}* [${title}](${file})`
  const chapters = ['Pass', 'Inn', 'Ferry', 'Mill', 'Sea', 'Road'].flatMap((one) => [entry(one, 0), entry(`${one}-words`, 1)])
  const list = [entry('The Salt Road', 0, 'README.md'), entry('Revisions', 0), ...chapters]
  const files: Record<string, string> = {
    'SUMMARY.md': `# Summary\n\n${list.join('\n')}\n`,
    'README.md': '# The Salt Road\n\nSnow fell.\n',
  }
  for (const [, title = '', file = ''] of list.slice(1).map((line) => /\[(.+)\]\((.+)\)/.exec(line) ?? []))
    files[file] = `# ${title}\n\n${'The carriers came down from the pass. '.repeat(8)}\n`
  const text = await readBook('alone-above', files)
  expect(text.sections.map(({ part, title }) => `${part}: ${title}`)).toEqual([
    ...['front: The Salt Road', 'front: Revisions'],
    ...['Pass', 'Inn', 'Ferry', 'Mill', 'Sea', 'Road'].map((one) => `chapter: ${one}`),
  ])
  expect(unaccounted(text)).toEqual([])
})
