import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { requireChapter } from '#server/content/guides.ts'
import { pool } from '#server/db.ts'
import { createAnnotation } from '#server/talk/annotations.ts'
import { createAnswer } from '#server/talk/answers.ts'
import { createComment } from '#server/talk/comments.ts'
import { searchGroup } from '#server/talk/search.ts'
import { makeWorld, WHO } from '#tests/support/access-world.ts'
import { findCanaries, readableBy } from '#tests/support/canaries.ts'
import { CHAPTER, createCircle, marking, problemOf, saying } from '#tests/support/circle.ts'
import { asViewer, createAnnotation as createRow } from '#tests/support/factories.ts'

const found = async (...[viewer, input]: Parameters<typeof searchGroup>) => {
  const { words, paragraphs, more } = await searchGroup(viewer, input)
  const join = ({ excerpt }: { excerpt: { text: string; hit: boolean }[] }) =>
    excerpt.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('')
  return { words: words.map(join), paragraphs: paragraphs.map(join), more }
}

describe('searching a group', () => {
  test('finds what was said, with slips and without accents, and the text itself; the best first', async () => {
    const { groupId, ada, ben } = await createCircle()
    const note = await createAnnotation(ada, await marking(groupId, 'A tide', { body: 'The harbourmaster said so.', tags: ['Ebbe'] }))
    const about = { kind: 'annotation', annotationId: note.id } as const
    await createComment(ben, saying(groupId, about, 'What would a harbour be without a café?'))
    await createAnswer(ada, { id: randomUUID(), groupId, chapter: CHAPTER, questionId: 'why-two', body: '潮汐是月亮的力量' })
    await createComment(ben, saying(groupId, about, 'هذه هي الثَّوْرَة'))
    const ask = (asked: string) => found(ben, { groupId, asked })
    expect((await ask('harbour')).words).toEqual(['What would a [harbour] be without a café?', 'The [harbour]master said so. Ebbe'])
    expect((await ask('harbuor cafe')).words).toEqual(['What would a [harbour] be without a [café]?'])
    expect((await ask('ebbe')).words).toHaveLength(1)
    expect((await ask('月亮')).words).toEqual(['潮汐是[月亮]的力量'])
    expect((await ask('الثورة')).words).toEqual(['هذه هي [الثَّوْرَة]'])
    expect((await ask('100% _ \\ ')).words).toEqual([])
    const [paragraph] = (await requireChapter('tides', CHAPTER)).paragraphs
    const { text } = await requireChapter('tides', CHAPTER)
    const [first = '', second = ''] = text.slice(paragraph?.start, paragraph?.end).match(/\p{L}{5,}/gu) ?? []
    expect((await ask(`${first} ${second}`)).paragraphs.join()).toContain(`[${first}]`)
  })

  test('keeps nobody else waiting for one who searches without end', async () => {
    const { groupId, ada, ben } = await createCircle()
    const input = { groupId, asked: 'tide' }
    const asked = await Promise.allSettled(Array.from({ length: 65 }, () => searchGroup(ada, input)))
    const refused = asked.flatMap((each) => (each.status === 'rejected' ? [each.reason.kind] : []))
    expect(refused).toEqual(Array.from({ length: 5 }, () => 'too-many'))
    expect(await searchGroup(ben, input)).toMatchObject({ more: false })
  })

  test('tells when there is more than it shows', async () => {
    const { groupId, ada } = await createCircle()
    const row = () => createRow({ group: { id: groupId }, creator: { id: ada.userId }, chapter: CHAPTER, body: 'The same again' })
    await Promise.all(Array.from({ length: 45 }, row))
    const { words, more } = await found(ada, { groupId, asked: 'again' })
    expect([words.length, more]).toEqual([40, true])
    expect(await searchGroup(ada, { groupId, asked: '…' })).toEqual({ words: [], paragraphs: [], more: false })
  })

  test('shows everybody what they may read, and nobody anything else', async () => {
    const { group, people } = await makeWorld()
    for (const who of WHO) {
      const person = people[who]
      if (!person) continue
      const asking = searchGroup(asViewer({ ...person, name: who }), { groupId: group.id, asked: 'canary' })
      if (who === 'stranger' || who === 'removed member') {
        await problemOf(asking, 'not-found')
        continue
      }
      const { words, paragraphs } = await asking
      const shown = findCanaries([...words, ...paragraphs].map(({ excerpt }) => excerpt.map(({ text }) => text).join('')).join('\n'))
      const said = ['canary-note', 'canary-tag', 'canary-comment', 'canary-question', 'canary-answer', 'canary-former'] as const
      const answers = ['canary-first', 'canary-first-reply', 'canary-both-answered', 'canary-private-answer'] as const
      const own = ['canary-private-note', 'canary-private-tag', 'canary-private-reply'] as const
      expect(shown, who).toEqual(readableBy(who, [...said, ...own, ...answers, 'canary-bereft']))
    }
  })

  test('in a Postgres that knows no likeness, words as they are written are found all the same', async () => {
    const { groupId, ada } = await createCircle()
    await createAnnotation(ada, await marking(groupId, 'A tide', { body: 'The harbourmaster said so.' }))
    expect((await found(ada, { groupId, asked: 'habourmaster' })).words).toHaveLength(1)
    await pool().query('DROP EXTENSION pg_trgm')
    expect((await found(ada, { groupId, asked: 'habourmaster' })).words).toEqual([])
    expect((await found(ada, { groupId, asked: 'harbourmaster' })).words).toHaveLength(1)
  })
})
