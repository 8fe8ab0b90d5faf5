import { randomUUID } from 'node:crypto'
import { createVisit } from '#prisma/factories.ts'
import { fillDatabase } from '#scripts/database.ts'
import { withDatabase } from '#scripts/guide/with-database.ts'
import { readSettings } from '#scripts/settings.ts'
import { analyze } from '#tests/bench/common/analyze.ts'
import { makeChapter, makeMarks, PEOPLE } from '#tests/bench/painting/chapter.ts'

/*
 * Puts a guide of one long chapter into the database of a running product, and for every number given a group that has marked it so
 * often. The last line of output is a `Seeded` as JSON.
 */

/** Somebody who can sign in, and by number of notes the address of the chapter in a group of theirs. */
export type Seeded = { username: string; password: string; paths: Record<string, string> }

const SIZE = 83_000
const SLUG = 'invented-words'
/** Fewest and most words of a passage. */
const SENTENCES: [number, number] = [3, 15]
/** Of a hundred notes so many came after the reader's last visit, and so many are talked about. */
const [NEW, TALKED] = [1, 3]
const DAY = 24 * 3600 * 1000

const counts = process.argv.slice(2).map(Number)

/** The chapter of the painting bench as a file of a guide. */
function toMarkdown(html: string): string {
  return html
    .replace(/<a class="paragraph-link"[^>]*><\/a>/g, '')
    .replace(/<\/?em>/g, '*')
    .replace(/<li>/g, '- ')
    .replace(/<[^>]*>/g, '')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => (line.startsWith('- ') ? line : `\n${line}\n`))
    .join('\n')
}

/** What people write: half only mark, one in twenty asks, a tenth uses Markdown. */
function wordsOf(at: number) {
  const motivation = at % 20 === 1 ? ('questioning' as const) : at % 2 ? ('highlighting' as const) : ('commenting' as const)
  const body = at % 2 ? '' : `What does this say to number ${at}?${at % 10 ? '' : ' It is *not* clear, and somebody should look it up.'}`
  return { body, motivation, tags: at % 25 === 0 ? ['to look up'] : [] }
}

async function seed(): Promise<Seeded> {
  const { db } = await import('#server/db.ts')
  const { saveGuide } = await import('#server/content/imported-guides.ts')
  const { requireChapter } = await import('#server/content/guides.ts')
  const make = await import('#prisma/factories.ts')
  const about =
    '---\ntitle: "Invented words"\nsummary: "One long chapter of words that mean nothing."\nwork: { "title": "Invented words" }\nlicence: "in copyright"\n---\n\nMade up.\n'
  const chapterFile = `---\ntitle: "The long chapter"\nnumber: 1\n---\n\n${toMarkdown(makeChapter(SIZE).html)}\n`
  const files = new Map(Object.entries({ 'guide.md': about, '01-long.md': chapterFile }))
  await saveGuide(files, { slug: SLUG, audience: 'MEMBERS' })
  const { text, revision } = await requireChapter(SLUG, 'long')
  const [username, password] = ['bench-reader', 'a long enough password']
  const reader = await make.createUser(db(), { name: 'The Reader', username, password })
  const others = await Promise.all(Array.from({ length: PEOPLE - 1 }, (_, at) => make.createUser(db(), { name: `Person ${at + 1}` })))
  const people = [reader, ...others]
  const paths: Seeded['paths'] = {}
  for (const count of counts) {
    const { id: groupId } = await make.createGroup(db(), { owner: reader, guide: SLUG })
    for (const user of others) await make.addMember(db(), { group: { id: groupId }, user })
    const [now, chapter] = [Date.now(), 'long']
    const rows = makeMarks(text, count, SENTENCES).map(({ start, end, exact, creator }, at) => {
      const createdAt = new Date(now - (at % 100 < NEW ? 1 : 3) * DAY)
      return {
        ...{ id: randomUUID(), groupId, chapter, chapterRevision: revision, prefix: text.slice(Math.max(0, start - 32), start) },
        ...{ start, end, exact, suffix: text.slice(end, end + 32), creatorId: people[creator]?.id ?? reader.id },
        ...{ createdAt, updatedAt: createdAt, wordsAt: createdAt, ...wordsOf(at) },
      }
    })
    for (let at = 0; at < rows.length; at += 1_000) await db().annotation.createMany({ data: rows.slice(at, at + 1_000) })
    const threads = rows
      .filter((_, at) => at % 100 >= 100 - TALKED)
      .map(({ id: annotationId }) => ({ id: randomUUID(), groupId, chapter, annotationId }))
    await db().thread.createMany({ data: threads })
    await db().comment.createMany({
      data: threads.map(({ id: threadId }) => ({
        id: randomUUID(),
        groupId,
        threadId,
        creatorId: others[0]?.id ?? reader.id,
        body: 'So it is.',
      })),
    })
    await createVisit(db(), { group: { id: groupId }, user: reader, chapter, seenAt: new Date(now - 2 * DAY) })
    paths[count] = `/groups/${groupId}/${chapter}`
  }
  return { username, password, paths }
}

const settings = readSettings('production')
const seeded = await withDatabase(settings, seed)
await fillDatabase(settings, analyze)
console.log(JSON.stringify(seeded))
