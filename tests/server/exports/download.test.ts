import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import * as file from '#app/api/groups/[groupId]/exported-notes/route.ts'
import * as pages from '#app/api/groups/[groupId]/web-annotations/page/route.ts'
import { anchor } from '#domain/anchoring/anchor.ts'
import { describe as describePassage } from '#domain/anchoring/describe.ts'
import { requireChapter } from '#server/content/guides.ts'
import { saveGuide } from '#server/content/imported-guides.ts'
import { db } from '#server/db.ts'
import { createAnnotation, removeAnnotation, updateAnnotation } from '#server/talk/annotations.ts'
import { removeComment } from '#server/talk/comments.ts'
import { CHAPTER, marking } from '#tests/support/circle.ts'
import { createExporting, type Exporting, MEDIA_TYPE, WORDS, wordsOf } from '#tests/support/exports.ts'
import { addMember, createGroup, createAnnotation as makeAnnotation } from '#tests/support/factories.ts'
import { files, letter } from '#tests/support/letters.ts'
import { FileModel, placeIn } from '#tests/support/web-annotations.ts'

let exporting: Exporting
beforeEach(async () => {
  exporting = await createExporting()
})

describe('whose words are taken out', () => {
  test('the group’s: what all of it sees; one’s own: private ones too, and nobody else’s', async () => {
    await exporting.note(exporting.ada, 'Private of Ada.', { visibility: 'PRIVATE' })
    const shared = await exporting.note(exporting.ada, 'Ada to all.', { tags: ['moon'] })
    await exporting.note(exporting.ben, 'Private of Ben.', { visibility: 'PRIVATE' })
    const answer = await exporting.reply(exporting.ben, shared.id, 'Ben replies.')
    await exporting.reply(exporting.ada, shared.id, 'Ada replies.', answer.id)
    const group = ['Ada replies.', 'Ada to all.', 'Ben replies.', 'moon']
    expect(wordsOf(await exporting.download(exporting.ada))).toEqual(group)
    expect(wordsOf(await exporting.download(exporting.ben))).toEqual(group)
    expect(wordsOf(await exporting.download(exporting.ada, { whose: 'mine' }))).toEqual([
      'Ada replies.',
      'Ada to all.',
      'Private of Ada.',
      'moon',
    ])
    const bens = await exporting.download(exporting.ben, { whose: 'mine' })
    expect(wordsOf(bens)).toEqual(['Ben replies.', 'Private of Ben.'])
    expect(bens.find(({ motivation }) => motivation === 'replying')?.target).toMatch(`/web-annotations/${shared.id}`)
    expect(await exporting.download(exporting.owner, { whose: 'mine' })).toEqual([])
    const [mine, groups] = [await exporting.markdown(exporting.ben, { whose: 'mine' }), await exporting.markdown(exporting.ben)]
    expect([mine.includes('Ben replies.'), mine.includes('Ada'), groups.includes('Private')]).toEqual([true, false, false])
    expect(mine).toContain(`> ${WORDS}`)
  })

  test('deleted ones leave an empty place where others’ words hang on them, and nothing elsewhere', async () => {
    const gone = await exporting.note(exporting.ada, 'Gone without a trace.')
    const talkedAbout = await exporting.note(exporting.ada, 'Gone, but talked about.', { tags: ['secret'] })
    const answer = await exporting.reply(exporting.ada, talkedAbout.id, 'Gone reply.')
    await exporting.reply(exporting.ben, talkedAbout.id, 'Still here.', answer.id)
    for (const { id } of [gone, talkedAbout]) await removeAnnotation(exporting.ada, { groupId: exporting.groupId, annotationId: id })
    await removeComment(exporting.ada, { groupId: exporting.groupId, commentId: answer.id })
    const items = await exporting.download(exporting.ben)
    expect(wordsOf(items)).toEqual(['Still here.'])
    expect(items.map(({ type, creator }) => [type, creator?.name])).toEqual([
      [['Annotation', 'as:Tombstone'], undefined],
      [['Annotation', 'as:Tombstone'], undefined],
      ['Annotation', 'Ben'],
    ])
    expect(await exporting.download(exporting.ada, { whose: 'mine' })).toEqual([])
    const text = await exporting.markdown(exporting.ben)
    expect(text).toContain('This note was deleted.')
    expect(text).not.toMatch(/Gone|secret|Ada/)
  })

  test('when words were changed, and not when only who sees them was', async () => {
    const { ada, groupId } = exporting
    const change = { version: 1, visibility: 'GROUP' as const }
    const shown = await exporting.note(ada, 'As it was.', { visibility: 'PRIVATE' })
    await updateAnnotation(ada, { groupId, annotationId: shown.id, body: 'As it was.', ...change })
    const edited = await exporting.note(ada, 'Before.')
    await updateAnnotation(ada, { groupId, annotationId: edited.id, body: 'After.', ...change })
    const items = await exporting.download(ada)
    const modified = (words: string) => items.find(({ body }) => body?.some(({ value }) => value === words))?.modified
    expect(modified('As it was.')).toBeUndefined()
    expect(Date.parse(modified('After.') ?? '')).toBeGreaterThanOrEqual(Date.parse(edited.createdAt))
  })

  test('people by the name that the group knows, never by their username or mail address', async () => {
    const email = `ada-${randomUUID()}@example.org`
    const { username } = await db().user.update({ where: { id: exporting.ada.userId }, data: { email } })
    const { id } = await exporting.note(exporting.ada, 'Words.')
    await exporting.reply(exporting.ada, id, 'More words.')
    const answers = [
      await (await exporting.ask(file.GET, exporting.ben, {})).text(),
      await exporting.markdown(exporting.ben),
      await (await exporting.ask(pages.GET, exporting.ben, { chapter: CHAPTER })).text(),
    ]
    for (const text of answers) {
      expect(text).toContain('Ada')
      for (const secret of [email, username ?? '']) expect(text).not.toContain(secret)
    }
  })
})

describe('where notes lie', () => {
  const SIGNS = 'The 𝒜 mill 👩‍👩‍👧‍👦 turns.\n\nA letter: שלום עליכם, said e\u0301l mo\u0308vil 𐤀𐤁 to the sea.\n\nThe 𝒜 mill stood still.'

  test('is told in code points of the text, and found again by its quote', async () => {
    await saveGuide(files({ '02-second.md': letter('The second letter', 2, SIGNS) }), { slug: 'letters', audience: 'MEMBERS' })
    const { text, revision } = await requireChapter('letters', 'second')
    const group = await createGroup({ owner: { id: exporting.owner.userId }, guide: 'letters' })
    await addMember({ group, user: { id: exporting.ada.userId } })
    const quotes = ['👩‍👩‍👧‍👦 turns', 'שלום', 'e\u0301l mo\u0308vil', '𐤀𐤁', 'The 𝒜 mill stood', 'to the sea.\nThe 𝒜']
    for (const quote of quotes) {
      const start = text.indexOf(quote)
      expect(start, quote).toBeGreaterThanOrEqual(0)
      const place = {
        groupId: group.id,
        chapter: 'second',
        chapterRevision: revision,
        ...describePassage(text, { start, end: start + quote.length }),
      }
      const kind = { visibility: 'GROUP', motivation: 'highlighting', tags: [] as string[], body: quote } as const
      await createAnnotation(exporting.ada, { id: randomUUID(), ...place, ...kind })
    }
    const items = await exporting.download(exporting.ada, {}, group.id)
    expect(items).toHaveLength(quotes.length)
    for (const item of items) {
      const { quote, points, start } = placeIn(text, item)
      expect(points).toBe(quote.exact)
      expect(item.target).toMatchObject({
        source: 'http://localhost:3000/texts/letters/second',
        state: { cached: expect.stringMatching(/^ni:/) },
      })
      const { exact, prefix, suffix } = quote
      const found = [
        anchor(text, { exact, prefix, suffix, ...(start !== undefined && { start }) }),
        anchor(text, { exact, prefix, suffix }),
      ]
      for (const each of found) expect(text.slice(each?.start, each?.end)).toBe(exact)
    }
  })

  test('every position of very many cuts its quote out of the chapter', async () => {
    await exporting.many(300)
    const { text } = await requireChapter('tides', CHAPTER)
    for (const item of await exporting.download(exporting.ada, { chapter: CHAPTER })) {
      const { quote, points } = placeIn(text, item)
      expect(points).toBe(quote.exact)
    }
  })

  test('lost ones keep their quote, without a position', async () => {
    const lost = await exporting.note(exporting.ada, 'Lost.')
    await db().annotation.update({ where: { id: lost.id }, data: { lostIn: 'a-later-text' } })
    const place = { group: { id: exporting.groupId }, creator: { id: exporting.ada.userId }, chapter: 'no-such-chapter' }
    await makeAnnotation({ ...place, exact: 'words of another book', body: 'Elsewhere.' })
    const items = await exporting.download(exporting.ben)
    expect(items.map((item) => placeIn('', item))).toMatchObject([
      { quote: { exact: WORDS }, points: null },
      { quote: { exact: 'words of another book' }, points: null },
    ])
    expect((await exporting.markdown(exporting.ben)).match(/### .*/g)).toEqual(['### No longer in the text', '### No longer in the text'])
  })
})

describe('a file to keep', () => {
  test('says what it is and how to call it', async () => {
    const head = async (query: Record<string, string>) => {
      const { headers } = await exporting.ask(file.GET, exporting.ada, query)
      return [headers.get('content-type'), headers.get('content-disposition'), headers.get('cache-control')]
    }
    const kept = 'private, no-store'
    expect(await head({})).toEqual([MEDIA_TYPE, 'attachment; filename="tides-notes.jsonld"', kept])
    expect(await head({ whose: 'mine', chapter: CHAPTER, format: 'markdown' })).toEqual([
      'text/markdown; charset=utf-8',
      'attachment; filename="tides-two-bulges-my-notes.md"',
      kept,
    ])
    expect((await exporting.ask(file.GET, exporting.ada, { whose: 'everybody' })).status).toBe(400)
  })

  test('of nothing says so', async () => {
    expect(await exporting.download(exporting.ada)).toEqual([])
    expect(await exporting.markdown(exporting.ada)).toContain('The group has written nothing here so far.')
  })

  test('as Markdown has chapters, ¶ numbers, quotes, notes and replies', async () => {
    const first = await exporting.note(exporting.ada, 'Is *that* so?', { motivation: 'questioning', tags: ['moon'] })
    await exporting.reply(exporting.ben, first.id, 'It is.')
    await createAnnotation(exporting.ben, await marking(exporting.groupId, 'A tide'))
    const today = new Date().toISOString()
    const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(today))
    expect(await exporting.markdown(exporting.owner)).toBe(`# Notes of Thursday readers on “A short guide to tides”

${day}

## 1. Two bulges

### ¶ 1

> A tide

- **Ben** · ${day} · highlighted

### ¶ 3

> The Earth turns

- **Ada** · ${day} · a question · tags: moon

  Is *that* so?

  - **Ben** · ${day}

    It is.

`)
  })

  test('holds very many notes, a few batches in memory at a time', async () => {
    await exporting.many(1_300)
    const response = await exporting.ask(file.GET, exporting.ada, {})
    const reader = response.body?.getReader()
    let parts = 0
    let text = ''
    const decoder = new TextDecoder()
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      parts += 1
      text += decoder.decode(part.value, { stream: true })
    }
    expect(parts).toBeGreaterThan(3)
    expect(FileModel.parse(JSON.parse(text)).total).toBe(1_300)
    await (await exporting.ask(file.GET, exporting.ada, {})).body?.cancel()
  })
})
