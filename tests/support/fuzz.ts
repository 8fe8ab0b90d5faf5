import { randomUUID } from 'node:crypto'
import { CHAPTER, makeDraft, QUESTION, type World } from '#tests/support/access-world.ts'
import { seeded } from '#tests/support/seeded.ts'

export const random = seeded(20261127)
export const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item

const cursor = (key: string | number) => Buffer.from(`${key} ${randomUUID()}`).toString('base64url')
/** What no form of ours sends, as text and as JSON. */
const TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '%ff',
  '%00',
  '../..',
  '..%2f',
  'null',
  'undefined',
  '-1',
  '0',
  '1e309',
  'NaN',
  '2147483647',
  '2147483648',
  '9007199254740993',
  '99999999999999999999',
  "'; DROP TABLE users; --",
  '<script>',
  '__proto__',
  'constructor',
  '𝕏'.repeat(3000),
  '\u202e',
  '\u0301'.repeat(500),
  '00000000-0000-0000-0000-000000000000',
  '2026-02-30',
  '+275760-09-13T00:00:00Z',
  cursor(8.64e15),
  cursor(-8.64e15),
  cursor(2 ** 31),
  cursor('1e400'),
  cursor('x'),
]
const VALUES: unknown[] = [
  ...TEXTS,
  null,
  true,
  false,
  0,
  -1,
  0.5,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 53,
  1e308,
  [],
  {},
  [null],
  ['\0'],
  { kind: 'annotation' },
  { __proto__: null, constructor: 1 },
  Array.from({ length: 300 }, () => 'tag'),
  JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`),
]

/** Every field that some route knows, as an honest browser would send it: a route takes those that it wants. */
function honest({ annotation, comment, answer, group, groupAnswer, groupQuestion, meeting, place, plainMember }: World) {
  const { chapterRevision, start, end } = annotation
  return {
    ...place,
    id: randomUUID(),
    groupId: group.id,
    guide: 'tides',
    chapter: CHAPTER,
    questionId: QUESTION,
    annotationId: annotation.id,
    parentId: pick([null, comment.id]),
    subject: pick([
      { kind: 'annotation', annotationId: annotation.id },
      { kind: 'question', questionId: QUESTION },
    ]),
    body: pick(['Words.', '**Words** and https://example.org', '']),
    text: 'A question?',
    reason: 'Because.',
    kind: pick(['interpret', 'accept', 'doubt']),
    status: pick(['ACCEPTED', 'DECLINED', 'SUGGESTED', 'CANCELLED', 'SCHEDULED']),
    version: 1,
    short: 'In short.',
    visibility: pick(['GROUP', 'PRIVATE']),
    motivation: pick(['commenting', 'highlighting', 'questioning']),
    tags: ['one', 'two'],
    name: 'A name',
    username: `reader-${randomUUID().slice(0, 8)}`,
    password: 'short',
    current: '',
    email: 'somebody@example.org',
    token: 'made-up',
    code: 'made-up',
    role: pick(['MEMBER', 'FACILITATOR', 'OWNER']),
    userId: plainMember.id,
    rsvp: pick(['YES', null]),
    present: true,
    days: 7,
    maxUses: 3,
    ids: [randomUUID()],
    schedule: { startDate: '2027-01-04', weekday: 4, time: '18:30', timeZone: 'Europe/London', number: 1, firstChapter: CHAPTER },
    date: '2027-01-04',
    time: '18:30',
    from: pick([{ chapterRevision, start, end }, 0, 1]),
    decision: pick(['accept', 'attach', 'unattach']),
    to: { chapterRevision, start, end },
    whose: pick(['mine', 'others']),
    paragraph: '1',
    unclear: true,
    audience: 'EVERYONE',
    settings: { title: 'Renamed' },
    correction: { kind: 'rename', section: 's0', title: 'Renamed' },
    after: 0,
    seq: 0,
    limit: 20,
    cursor: null,
    order: pick(['newest', 'position']),
    action: liveAction(plainMember.id),
    madeAt: 0,
    update: pick(['AAA=', 'AQEB', Buffer.from(randomUUID()).toString('base64')]),
    stance: pick(['AGREE', 'RESERVATION', 'DISSENT']),
    named: true,
    state: pick(['AGREED', 'RECORDED', 'OPEN']),
    answerFirst: true,
    nameless: true,
    revealed: true,
    resolved: true,
    sharing: pick(['GROUP', 'NAMELESS', 'PRIVATE']),
    words: pick(['keep', 'nameless', 'remove']),
    next: pick(['/', '//evil.example', '/groups/%ff#p1']),
    groupAnswerId: groupAnswer.id,
    answerId: answer.id,
    groupQuestionId: groupQuestion.id,
    meetingId: meeting.id,
  } satisfies Record<string, unknown>
}

/** Something that happens in a live session: asking everybody, the minutes, the speakers, reading aloud. */
function liveAction(personId: string) {
  const [gatheringId, readingId] = [randomUUID(), randomUUID()]
  return pick<Record<string, unknown>>([
    { type: 'started' },
    { type: 'closed' },
    { type: 'paragraph-shown', paragraph: '1' },
    { type: 'turn-asked', turnId: randomUUID(), speakerId: personId, kind: 'QUESTION' },
    { type: 'line-written', lineId: randomUUID(), itemId: null, kind: 'ACTION', text: 'Words.', ownerId: personId, due: '2027-01-04' },
    { type: 'gathering-opened', gatheringId, kind: pick(['TEMPERATURE', 'HANDS', 'WRITING', 'ROUND']), question: 'What?', seconds: 15 },
    { type: 'gathering-answered', gatheringId, personId },
    { type: 'gathering-shown', gatheringId, personId, value: pick([0, 4, 5, -1]), text: 'Words.' },
    { type: 'gathering-closed', gatheringId },
    { type: 'reading-opened', readingId, parts: [{ paragraphs: ['1', pick(TEXTS)], readerId: personId }] },
    { type: 'reading-given', readingId, part: pick([0, 199, 200]), readerId: personId },
    { type: pick(TEXTS), [pick(TEXTS)]: pick(VALUES) },
  ])
}

/** Some of the fields changed, left out or added. */
function spoil(fields: Record<string, unknown>, values: readonly unknown[]): Record<string, unknown> {
  const spoilt = { ...fields }
  const names = Object.keys(fields)
  for (let change = Math.floor(random() * 4); change > 0; change -= 1) {
    const name = pick(names)
    if (random() < 0.15) delete spoilt[name]
    else spoilt[name] = pick(values)
  }
  return spoilt
}

const BODIES = [
  '',
  '{',
  'null',
  '[]',
  '"x"',
  '1',
  '{"__proto__":{"a":1}}',
  `{"a":${'['.repeat(3000)}`,
  '\0',
  '{"body":"\\ud800"}',
  'x'.repeat(120_000),
]

/** A request that somebody might send to break a route. */
export async function attack(world: World, method: string, path: string, headers: Record<string, string>) {
  const known = honest(world)
  const draftId = path.includes('draftId') && random() < 0.3 ? await makeDraft() : randomUUID()
  const own: Record<string, string> = {
    ...{ groupId: world.group.id, annotationId: world.annotation.id, commentId: world.comment.id, answerId: world.answer.id },
    ...{
      groupQuestionId: world.groupQuestion.id,
      meetingId: world.meeting.id,
      invitationId: world.invitation.id,
      noteId: world.annotation.id,
      groupAnswerId: world.groupAnswer.id,
    },
    ...{ userId: world.plainMember.id, guide: 'tides', draftId, sectionId: 's0' },
  }
  const names = [...path.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name = '']) => name)
  const params = Object.fromEntries(names.map((name) => [name, random() < 0.1 ? pick(TEXTS) : (own[name] ?? randomUUID())]))
  const query = spoil(
    {
      chapter: CHAPTER,
      limit: 20,
      order: 'position',
      kind: 'doubt',
      from: 1,
      version: 1,
      cursor: cursor(1),
      id: randomUUID(),
      name: 'book.txt',
    },
    TEXTS,
  )
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
  const body = random() < 0.1 ? pick(BODIES) : JSON.stringify(spoil(known, VALUES))
  const init = method === 'GET' ? { method, headers } : { method, headers, body }
  const nextauth = pick([
    'csrf',
    'signin',
    'callback',
    'callback/credentials',
    'callback/credentials/x',
    'signout',
    'error',
    '_log',
    'session',
    pick(TEXTS),
  ])
  return {
    request: new Request(`http://localhost:3000/api?${search}`, init),
    params: names.includes('nextauth') ? { nextauth: nextauth.split('/') } : params,
    told: { path, params, search: String(search).slice(0, 500), body: body.slice(0, 2000) },
  }
}
