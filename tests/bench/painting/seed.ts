import { randomUUID } from 'node:crypto'
import { withDatabase } from '#scripts/guide/with-database.ts'
import { readSettings } from '#scripts/settings.ts'
import { makeMarkdown, makeMarks, PEOPLE } from '#tests/bench/painting/chapter.ts'

// Makes a guide with one long chapter and a group that has marked it, in the database of a running product.
// Takes the number of annotations and the reader's password; prints where the chapter is and who may sign in.

const [count = '1000', password = 'a long enough password'] = process.argv.slice(2)
const SIZE = 83_000
/** Every tenth is unread, every fifth has words, a few of those with marks of Markdown. */
const bodyOf = (at: number) =>
  at % 5 ? '' : `What does *this* say to number ${at}? ${'It could be read in two ways. '.repeat(1 + (at % 4))}`

await withDatabase(readSettings('production'), async () => {
  const { db } = await import('#server/db.ts')
  const { describe } = await import('#domain/anchoring/describe.ts')
  const { requireChapter } = await import('#server/content/guides.ts')
  const { saveGuide } = await import('#server/content/imported-guides.ts')
  const make = await import('#prisma/factories.ts')
  const front = (settings: object) => `---\n${JSON.stringify(settings)}\n---\n\n`
  const about = { title: 'A long text', summary: 'One long chapter of invented words.', work: { title: 'A long text' }, licence: 'CC0' }
  const files = new Map([
    ['guide.md', `${front(about)}Made for measuring.\n`],
    ['01-long.md', front({ title: 'A long chapter', number: 1 }) + makeMarkdown(SIZE)],
  ])
  const guide = 'long-text'
  await saveGuide(files, { slug: guide, audience: 'MEMBERS' })
  const chapter = await requireChapter(guide, 'long')
  const username = `reader-${randomUUID().slice(0, 8)}`
  const reader = await make.createUser(db(), { name: 'Reader', username, password })
  const others = await Promise.all(Array.from({ length: PEOPLE - 1 }, (_, at) => make.createUser(db(), { name: `Person ${at + 1}` })))
  const people = [reader, ...others]
  const group = await make.createGroup(db(), { owner: reader, guide, name: `A group with ${count} annotations` })
  for (const person of others) await make.addMember(db(), { group, user: person })
  const rows = makeMarks(chapter.text, Number(count), [3, 15]).map((mark, at) => ({
    id: randomUUID(),
    groupId: group.id,
    chapter: chapter.slug,
    chapterRevision: chapter.revision,
    creatorId: people[mark.creator]?.id ?? reader.id,
    body: bodyOf(at),
    motivation: at % 5 ? ('highlighting' as const) : ('commenting' as const),
    ...describe(chapter.text, mark),
  }))
  for (let at = 0; at < rows.length; at += 1_000) await db().annotation.createMany({ data: rows.slice(at, at + 1_000) })
  // Read but for what was written in the last minute, as it is after a visit.
  await db().visit.create({ data: { groupId: group.id, userId: reader.id, chapter: chapter.slug, seenAt: new Date() } })
  console.log(JSON.stringify({ username, path: `/groups/${group.id}/${chapter.slug}` }))
})
