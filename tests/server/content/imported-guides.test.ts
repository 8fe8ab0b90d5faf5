import { beforeEach, describe, expect, test } from 'vitest'
import { describe as describePassage } from '#domain/anchoring/describe.ts'
import { CreateAnnotation } from '#domain/annotation.ts'
import { Problem } from '#domain/problem.ts'
import { findChapter, findGuide, listGuides, requireChapter } from '#server/content/guides.ts'
import { findGuideFiles, listImportedGuides, removeGuide, saveGuide } from '#server/content/imported-guides.ts'
import { db } from '#server/db.ts'
import { requireGroup, createGroup as startGroup } from '#server/groups/groups.ts'
import { createAnnotation as createNote } from '#server/talk/annotations.ts'
import { createAnswer } from '#server/talk/answers.ts'
import { listTexts } from '#server/texts.ts'
import { asViewer, createAnnotation, createGroup, createMeeting, createUser } from '#tests/support/factories.ts'
import { BACK, files, letter } from '#tests/support/letters.ts'

const save = (changes?: Parameters<typeof files>[0], audience: 'MEMBERS' | 'EVERYONE' = 'MEMBERS') =>
  saveGuide(files(changes), { slug: 'letters', audience })
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  )

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

  test('names its paragraphs, keeps verse in lines, and its footnotes out of the text', async () => {
    await save()
    const { text, html, paragraphs, notes } = await requireChapter('letters', 'first')
    expect(paragraphs.map(({ label, start, end }) => [label, text.slice(start, end)])).toEqual([
      ['1', 'I saw the sea come in. It was early.'],
      ['1a', 'And then a song:'],
      ['3', 'Slow goes the water,\nslow goes the day.'],
    ])
    expect(html).toContain('<p id="p1a" data-n="1a"><a class="paragraph-link" href="#p1a" aria-label="Paragraph 1a" data-n="1a"></a>And')
    expect(html).toContain(
      'come in.<a href="#footnote-1" class="footnote-link" id="at-footnote-1" data-note="1" aria-label="Note 1"></a> It',
    )
    expect(html).toMatch(/<p class="verse"[^>]*>(<a [^>]*><\/a>)?Slow goes the water,<br>\nslow goes the day\./)
    expect(html.match(/class="verse"/g)).toHaveLength(1)
    expect(notes).toEqual([
      { number: 1, html: '<p>From the window.</p>', places: ['at-footnote-1'] },
      { number: 2, html: '<p>Sung by <strong>all</strong>; see also <a href="#footnote-1">1</a>.</p>', places: ['at-footnote-2'] },
    ])
  })

  test('borrows from its companion where the numbers match, with the paragraphs of the companion', async () => {
    await save()
    const own = await requireChapter('tides', 'two-bulges')
    const first = await requireChapter('letters', 'first')
    expect(first.questions).toEqual(own.questions.map((question) => ({ ...question, lentBy: first.companion })))
    const borrowed = ['plans', 'records', 'terms', 'people', 'places', 'dates', 'sources'] as const
    for (const field of borrowed) expect(first[field], field).toEqual(own[field])
    expect(first.companion).toEqual({
      title: 'A short guide to tides',
      guideAddress: '/guides/tides',
      chapterAddress: '/guides/tides/two-bulges',
    })
    expect((await requireChapter('letters', 'afterword')).questions).toEqual([])
    const guide = await findGuide('letters')
    expect(guide?.pages.map(({ address }) => address)).toContain('/guides/tides/people')
  })

  test('does without a companion that is gone', async () => {
    const guideFile = files().get('guide.md')?.replace('"tides"', '"sunk"') ?? ''
    await save({ 'guide.md': guideFile })
    expect(await findGuide('letters')).toMatchObject({ companion: null, pages: [] })
    expect(await requireChapter('letters', 'first')).toMatchObject({ companion: null, questions: [] })
  })

  test('lets a group answer the questions of its companion', async () => {
    await save()
    const viewer = asViewer(await createUser())
    const groupId = crypto.randomUUID()
    await startGroup(viewer, { id: groupId, guide: 'letters', name: 'Harbour circle' })
    const input = { id: crypto.randomUUID(), groupId, chapter: 'first', questionId: 'why-two', body: 'Because of the Moon.' }
    expect(await createAnswer(viewer, input)).toMatchObject({ questionId: 'why-two' })
    expect((await requireGroup(viewer, { groupId })).currentChapter).toBe('first')
  })
})

describe('what cannot be kept', () => {
  test.each([
    ['a chapter without text', { '02-second.md': letter('Second', 2, '') }, /02-second\.md:\d+: the chapter has no text/],
    ['a script', { '02-second.md': letter('Second', 2, '<script>x</script> words') }, /HTML is not shown/],
    ['a gap in the numbers', { '02-second.md': null }, /03-afterword\.md:1: the file's name says chapter 3/],
    [
      'a list of its own',
      { 'glossary.yaml': 'tide:\n  term: Tide\n  definition: The sea comes.\n' },
      /lists and pages stand in its companion/,
    ],
    ['a chapter after the afterword', { '04-fourth.md': letter('Fourth', 4, 'Late.') }, /cannot follow what stands after the chapters/],
    ['no guide.md', { 'guide.md': null }, /this file is missing/],
  ])('%s is refused with its place, and nothing changes', async (_, changes, sentence) => {
    await save()
    const error = await refusal(save(changes))
    expect(error).toBeInstanceOf(Problem)
    expect(error).toMatchObject({ kind: 'invalid', message: expect.stringMatching(sentence) })
    expect(await findGuideFiles('letters')).toEqual(files())
  })

  test('an address of a guide in the folder, and one that is none, are refused', async () => {
    expect(await refusal(saveGuide(files(), { slug: 'tides', audience: 'MEMBERS' }))).toMatchObject({ kind: 'conflict' })
    expect(await refusal(saveGuide(files(), { slug: '../tides', audience: 'MEMBERS' }))).toMatchObject({ kind: 'invalid' })
    expect(await refusal(saveGuide(files(), { slug: 'import', audience: 'MEMBERS' }))).toMatchObject({ kind: 'invalid' })
  })
})

describe('saving again', () => {
  test('a browser that holds the older text is told to reload', async () => {
    await save()
    const owner = await createUser()
    const { id: groupId } = await createGroup({ guide: 'letters', owner })
    const { text, revision } = await requireChapter('letters', 'second')
    await save({ '02-second.md': letter('The second letter', 2, 'The wheel turned.') })
    const passage = describePassage(text, { start: 4, end: 8 })
    const input = { id: crypto.randomUUID(), groupId, chapter: 'second', chapterRevision: revision, ...passage }
    const error = await refusal(createNote(asViewer(owner), CreateAnnotation.parse(input)))
    expect(error).toMatchObject({ kind: 'conflict', extra: { reload: true } })
  })

  test('is noticed at once, and gives the same revision for the same files', async () => {
    await save()
    const before = await db().importedGuide.findUniqueOrThrow({ where: { slug: 'letters' } })
    expect((await requireChapter('letters', 'second')).text).toBe('The mill stood still.')
    await save({ '02-second.md': letter('The second letter', 2, 'The mill turned.') })
    expect((await requireChapter('letters', 'second')).text).toBe('The mill turned.')
    await save()
    expect((await db().importedGuide.findUniqueOrThrow({ where: { slug: 'letters' } })).revision).toBe(before.revision)
  })

  test('withdraws a chapter that a group may have written on, and takes it back when it returns', async () => {
    await save()
    const owner = await createUser()
    const group = await createGroup({ guide: 'letters', owner })
    const meeting = await createMeeting({ group, chapter: 'second' })
    await createAnnotation({ group, creator: owner, chapter: 'second', body: 'What mill?' })
    const shorter = { '02-second.md': null, '03-afterword.md': null, '02-afterword.md': BACK.replace('number: 3', 'number: 2') }
    await save(shorter)
    const guide = await findGuide('letters')
    expect(guide?.chapters.map(({ slug }) => slug)).toEqual(['to-the-reader', 'first', 'afterword'])
    expect(guide?.withdrawn.map(({ slug, title }) => [slug, title])).toEqual([['second', 'The second letter']])
    expect((await requireChapter('letters', 'second')).text).toBe('The mill stood still.')
    expect(await findGuideFiles('letters')).toEqual(files(shorter))
    expect((await requireGroup(asViewer(owner), { groupId: group.id })).currentChapter).toBe(meeting.chapter)
    await save()
    expect(await findGuide('letters')).toMatchObject({ withdrawn: [] })
  })

  test('drops a chapter for good when no group studies the guide', async () => {
    await save()
    await save({ '03-afterword.md': null })
    expect(await findGuide('letters')).toMatchObject({ withdrawn: [] })
    expect(await findChapter('letters', 'afterword')).toBeNull()
  })
})

test('a guide is removed, but not while a group studies it', async () => {
  await save()
  await createGroup({ guide: 'letters' })
  expect(await refusal(removeGuide('letters'))).toMatchObject({ kind: 'conflict', message: expect.stringMatching(/^textStudied/) })
  expect(await findGuide('letters')).not.toBeNull()
  await db().readingGroup.deleteMany()
  await removeGuide('letters')
  expect(await findGuide('letters')).toBeNull()
  expect(await db().importedFile.count()).toBe(0)
  expect(await refusal(removeGuide('letters'))).toMatchObject({ kind: 'not-found' })
})

test('a text for members is listed to nobody else', async () => {
  const viewer = asViewer(await createUser())
  await save()
  expect(await listTexts(null)).toEqual([])
  expect(await listTexts(viewer)).toMatchObject([{ slug: 'letters', chapters: 2, words: 34 }])
  await save({}, 'EVERYONE')
  expect(await listTexts(null)).toMatchObject([{ slug: 'letters' }])
})

test('a chapter of a million letters is kept and read', async () => {
  const paragraph = 'The tide came in, and "nobody" was there to see it. '.repeat(20)
  await save({ '01-first.md': letter('The first letter', 1, `${paragraph}\n\n`.repeat(1000)) })
  const { text, paragraphs } = await requireChapter('letters', 'first')
  expect(text.length).toBeGreaterThan(1_000_000)
  expect(paragraphs).toHaveLength(1000)
}, 120_000)
