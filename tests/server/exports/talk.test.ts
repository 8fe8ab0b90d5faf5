import { beforeEach, describe, expect, test } from 'vitest'
import * as single from '#app/api/groups/[groupId]/web-annotations/[noteId]/route.ts'
import { db } from '#server/db.ts'
import { removeAnswer } from '#server/talk/answers.ts'
import { createComment } from '#server/talk/comments.ts'
import { concerned, G, inGroup, members } from '#tests/support/access-asks.ts'
import { row, testRows } from '#tests/support/access-matrix.ts'
import { saying } from '#tests/support/circle.ts'
import { createExporting, type Exporting, wordsOf } from '#tests/support/exports.ts'
import { createAnswer, createGroupQuestion, createMeeting } from '#tests/support/factories.ts'
import { LoneAnnotationModel } from '#tests/support/web-annotations.ts'

let exporting: Exporting
beforeEach(async () => {
  exporting = await createExporting()
})

describe('what is said beside the notes', () => {
  /** Answers, talk on two questions, suggestions and minutes, some of each. */
  async function talk() {
    const { groupId, ada, ben, owner } = exporting
    const group = { id: groupId }
    const [byAda, byBen] = [ada, ben].map(({ userId }) => ({ group, creator: { id: userId } })) as [Written, Written]
    const answer = await createAnswer({ ...byAda, body: 'Answer of Ada.', createdAt: new Date(Date.now() - 1000) })
    await createAnswer({ ...byBen, body: 'Answer of Ben.\nIn two lines.' })
    await createAnswer({ ...byBen, questionId: 'asked-no-more', body: 'To an older question.' })
    const deleted = await createAnswer({ group, creator: { id: owner.userId }, body: 'Taken back.' })
    await removeAnswer(owner, { groupId, answerId: deleted.id })
    const subject = { kind: 'question', questionId: 'seen-the-sea' } as const
    const first = await createComment(ben, saying(groupId, subject, 'Ben discusses.'))
    await createComment(ada, saying(groupId, subject, 'Ada replies.', { parentId: first.id }))
    const annotation = await exporting.note(ada, '', { motivation: 'questioning' })
    const suggestion = await createGroupQuestion({ ...byAda, annotation, text: 'What turns the Earth?' })
    const declined = await createGroupQuestion({ ...byAda, annotation, text: 'A declined one?', status: 'DECLINED' })
    const meeting = await createMeeting({ group, lines: [{ text: 'We began\nlate.' }] })
    await createMeeting({ group })
    return { answer, first, suggestion, declined, meeting }
  }
  type Written = { group: { id: string }; creator: { id: string } }

  test('answers, the talk on questions, suggestions and minutes are in the group’s file; one’s own are in one’s own', async () => {
    await talk()
    const group = wordsOf(await exporting.download(exporting.ben))
    expect(group).toEqual(
      [
        ...['Answer of Ada.', 'Answer of Ben.\nIn two lines.', 'To an older question.', 'Ben discusses.', 'Ada replies.'],
        ...['What turns the Earth?', 'We began\nlate.'],
      ].sort(),
    )
    expect(wordsOf(await exporting.download(exporting.ben, { whose: 'mine' }))).toEqual(
      ['Answer of Ben.\nIn two lines.', 'Ben discusses.', 'To an older question.'].sort(),
    )
    expect(wordsOf(await exporting.download(exporting.ada, { whose: 'mine' }))).toEqual(
      ['A declined one?', 'Ada replies.', 'Answer of Ada.', 'What turns the Earth?'].sort(),
    )
    expect(wordsOf(await exporting.download(exporting.owner, { whose: 'mine' }))).toEqual([])
    expect(wordsOf(await exporting.download(exporting.ben, { chapter: 'two-tides' }))).toEqual([])
  })

  test('each says what it is about, and has an address that answers with it', async () => {
    const { answer, first, suggestion, meeting } = await talk()
    const items = await exporting.download(exporting.ben)
    const of = (id: string) => items.find((item) => item.id.endsWith(id))
    const question = 'http://localhost:3000/guides/tides/two-bulges#question-seen-the-sea'
    expect(of(answer.id)).toMatchObject({ motivation: 'replying', target: question, creator: { name: 'Ada' } })
    expect(of(first.id)).toMatchObject({ motivation: 'replying', target: question })
    expect(items.find(({ target }) => target === of(first.id)?.id)?.body?.[0]?.value).toBe('Ada replies.')
    expect(of(suggestion.id)).toMatchObject({ motivation: 'questioning', target: expect.stringContaining('/web-annotations/') })
    expect(of(meeting.id)).toMatchObject({ motivation: 'describing', target: expect.stringContaining(`/meetings/${meeting.id}`) })
    for (const item of items) {
      const response = await exporting.ask(single.GET, exporting.ben, {}, { noteId: item.id.split('/').at(-1) ?? '' })
      expect(LoneAnnotationModel.parse(await response.json())).toEqual({ '@context': 'http://www.w3.org/ns/anno.jsonld', ...item })
    }
  })

  test('as Markdown they stand below their question, and in order', async () => {
    await talk()
    const text = await exporting.markdown(exporting.owner)
    const places = [
      '### Questions\n\n#### ',
      'Answers:\n\n- **Ada** · ',
      '  Answer of Ben.\\\n  In two lines.',
      'Talk:\n\n- **Ben** · ',
      '  - **Ada** · ',
      '#### What turns the Earth?\n\nSuggested by **Ada** · ',
      '#### A question that is not asked any more',
      '### ¶ 3\n\n> The Earth turns',
      '### Study session of ',
      'We began\\\nlate.',
    ].map((part) => text.indexOf(part))
    expect(
      places.every((at) => at > 0),
      text,
    ).toBe(true)
    expect(places).toEqual([...places].sort((one, other) => one - other))
    expect(text).not.toMatch(/declined|Taken back/)
  })
})

const SAID = ['canary-group', 'canary-note', 'canary-tag', 'canary-former', 'canary-bereft', 'canary-comment'] as const
const TALK = [
  ...(['canary-answer', 'canary-question', 'canary-minutes', 'canary-first', 'canary-first-reply', 'canary-both-answered'] as const),
  ...(['canary-group-answer', 'canary-dissent', 'canary-agreed', 'canary-closed-answer', 'canary-closed-dissent'] as const),
]

// Whose words leave this way, beside those of the access matrix.
testRows([
  ...[['answer', 'canary-answer'] as const, ['groupQuestion', 'canary-question'] as const, ['meeting', 'canary-minutes'] as const].map(
    ([key, words]) =>
      row('GET', `${G}/web-annotations/[noteId]`, members(), (world) => ({ params: { groupId: world.group.id, noteId: world[key].id } }), [
        'canary-group',
        words,
      ]),
  ),
  row(
    'GET',
    `${G}/web-annotations/[noteId]`,
    concerned(),
    async ({ group, groupQuestion }) => {
      await db().groupQuestion.update({ where: { id: groupQuestion.id }, data: { status: 'DECLINED' } })
      return { params: { groupId: group.id, noteId: groupQuestion.id } }
    },
    ['canary-group', 'canary-question'],
  ),
  row('GET', `${G}/exported-notes`, members(), (world) => ({ ...inGroup(world), query: { format: 'markdown' } }), [...SAID, ...TALK]),
])
