import { beforeEach, describe, expect, test } from 'vitest'
import { findGuide, listGuides } from '#server/content/guides.ts'
import { findGuideFiles, listImportedGuides, saveGuide } from '#server/content/imported-guides.ts'
import { db } from '#server/db.ts'

const ABOUT = `---
title: "Letters from the harbour"
summary: "Four letters about the harbour and its tides."
work: { "title": "Letters from the harbour" }
licence: "in copyright"
companion: "tides"
---

Found in a library.
`

const chapter = (title: string, number: number, body: string, more = '') =>
  `---\ntitle: ${JSON.stringify(title)}\nnumber: ${number}\n${more}---\n\n${body}\n`

const FRONT = chapter('To the reader', 0, 'Nobody asked for these letters.', 'part: front\n')
const FIRST = chapter(
  'The first letter',
  1,
  'I saw the sea come in.[^sea] It was early.\n\nAnd then a song:\n\nSlow goes the water,\\\nslow goes the day.[^song]\n\n[^sea]: From the window.\n\n[^song]: Sung by **all**; see also [^sea].',
  'paragraphs: ["1", "1a", "3"]\n',
)
const SECOND = chapter('The second letter', 2, 'The mill stood still.')
const BACK = chapter('Afterword', 3, 'He never wrote again.', 'part: back\n')

const files = (changes: Record<string, string | null> = {}) =>
  new Map(
    Object.entries({
      'guide.md': ABOUT,
      '00-to-the-reader.md': FRONT,
      '01-first.md': FIRST,
      '02-second.md': SECOND,
      '03-afterword.md': BACK,
      ...changes,
    }).flatMap(([name, body]) => (body === null ? [] : [[name, body] as const])),
  )
const save = (changes?: Record<string, string | null>) => saveGuide(files(changes), { slug: 'letters', audience: 'MEMBERS' })

beforeEach(async () => {
  await db().readingGroup.deleteMany()
  await db().importedGuide.deleteMany()
})

describe('a guide that was saved', () => {
  test('is found like any other', async () => {
    await save()
    const guide = await findGuide('letters')
    expect(guide).toMatchObject({ title: 'Letters from the harbour', address: '/texts/letters', audience: 'MEMBERS' })
    expect(guide?.chapters.map(({ slug, number, part, words }) => [slug, number, part, words])).toEqual([
      ['to-the-reader', 0, 'front', 5],
      ['first', 1, null, 21],
      ['second', 2, null, 4],
      ['afterword', 3, 'back', 4],
    ])
    expect((await listGuides()).map(({ slug }) => slug)).toEqual(['tides', 'letters'])
    expect(await findGuideFiles('letters')).toEqual(files())
    expect(await listImportedGuides()).toMatchObject([{ slug: 'letters', chapters: 4, words: 34, groups: 0 }])
  })
})
