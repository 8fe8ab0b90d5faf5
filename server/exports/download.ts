import 'server-only'
import { type DownloadNotes, type ExportedNote, type ExportedQuestion, placeInText } from '#domain/exported-note.ts'
import { numberedTitle } from '#domain/guide-reading.ts'
import type { Viewer } from '#domain/viewer.ts'
import { ANNO_MEDIA_TYPE } from '#domain/web-annotation.ts'
import { type Belonging, requireMember } from '#server/access.ts'
import { ahead } from '#server/exports/ahead.ts'
import { listSelected, selectNotes } from '#server/exports/notes.ts'
import { dayOf, headingMarkdown, minutesMarkdown, noteMarkdown, questionMarkdown } from '#server/exports/notes-markdown.ts'
import { placeOfExport, type Texts } from '#server/exports/place.ts'
import { streamOf } from '#server/exports/stream.ts'
import { fetchQuestions, listMinutes, listSpokenChapters } from '#server/exports/talk.ts'
import { type Said, writeHypothesis, writeJsonLd } from '#server/exports/write-json.ts'
import { type Shown, showWords } from '#server/exports/write-markdown.ts'
import type { Cursor } from '#server/page.ts'

/** Notes that are fetched at once: a download holds three times as many in memory, however long it is. */
const AT_ONCE = 200

type Wanted = { member: Belonging; place: Texts; input: DownloadNotes; chapters: string[] }

const FORMATS = {
  markdown: { type: 'text/markdown; charset=utf-8', ending: 'md' },
  'json-ld': { type: ANNO_MEDIA_TYPE, ending: 'jsonld' },
  hypothesis: { type: 'application/json', ending: 'hypothesis.json' },
} satisfies Record<DownloadNotes['format'], object>

/**
 * Notes as a file to keep, written while it is fetched: as one collection of the W3C with one page, as Markdown, or as Hypothesis
 * writes them.
 * A download that cannot be finished breaks off, so that nobody takes a part for the whole.
 */
export async function downloadNotes(viewer: Viewer, input: DownloadNotes, { request }: { request: Request }): Promise<Response> {
  const member = await requireMember(viewer, input.groupId)
  const text = await textOfNotes(member, input, request)
  const { type, ending } = FORMATS[input.format]
  const name = [member.guide, input.chapter, input.whose === 'mine' ? 'my-notes' : 'notes'].filter(Boolean).join('-')
  return new Response(streamOf(text), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}.${ending}"`,
      'cache-control': 'private, no-store',
    },
  })
}

/** The same text, for whoever puts it into another file. */
export async function textOfNotes(member: Belonging, input: DownloadNotes, request: Request): Promise<AsyncGenerator<string>> {
  const place = await placeOfExport(member, request)
  const chapters = input.chapter === null ? await listChapters(input.groupId, place) : [input.chapter]
  const wanted = { member, place, input, chapters }
  if (input.format === 'markdown') return writeMarkdown(wanted)
  const written = { place, input, said: ahead(fetchAll(wanted)) }
  return input.format === 'hypothesis' ? writeHypothesis(written) : writeJsonLd(written)
}

/** The chapters on which anything was ever said, in the order of the guide; what is not in the guide any more comes last. */
async function listChapters(groupId: string, { guide }: Texts): Promise<string[]> {
  const slugs = await listSpokenChapters(groupId)
  const order = [...(guide?.chapters ?? []), ...(guide?.withdrawn ?? [])].map(({ slug }) => slug)
  const rank = (slug: string) => order.indexOf(slug) + 1 || order.length + 1
  return slugs.sort((one, other) => rank(one) - rank(other) || one.localeCompare(other))
}

/** The notes of one chapter, some at a time. */
async function* fetchNotes({ member, place, input }: Wanted, chapter: string): AsyncGenerator<ExportedNote[]> {
  const selection = await selectNotes({ member, chapter }, input.whose)
  let after: Cursor | null = null
  do {
    const { notes, next }: { notes: ExportedNote[]; next: Cursor | null } = await listSelected(selection, { after }, AT_ONCE)
    await place.load(notes)
    yield notes
    after = next
  } while (after)
}

/** Everything said on a chapter, some at a time: at its questions, in its text, in the sessions on it. */
async function* fetchSaid(wanted: Wanted, chapter: string): AsyncGenerator<Said> {
  const { member, place, input } = wanted
  for await (const question of fetchQuestions(member, input.whose, chapter, await place.chapterOf(chapter))) yield { question }
  for await (const notes of fetchNotes(wanted, chapter)) yield { notes }
  if (input.whose === 'group') for (const minutes of await listMinutes(member.groupId, chapter)) yield { minutes }
}

async function* fetchAll(wanted: Wanted): AsyncGenerator<Said> {
  for (const chapter of wanted.chapters) yield* fetchSaid(wanted, chapter)
}

function bodiesIn(said: Said): string[] {
  if ('minutes' in said) return [said.minutes.body]
  const written = 'question' in said ? saidOf(said.question) : said.notes.flatMap((note) => [note, ...note.replies])
  return written.map(({ body }) => body)
}

function saidOf({ answers, replies, groupAnswer }: ExportedQuestion): { body: string }[] {
  return [...answers, ...replies, ...(groupAnswer?.versions ?? []), ...(groupAnswer?.positions ?? [])]
}

/** The same with all words ready for a file. They are made so in a thread, while what came before is written and what comes next is fetched. */
async function* showSaid(wanted: Wanted, chapter: string): AsyncGenerator<{ said: Said; shown: Shown }> {
  for await (const said of ahead(fetchSaid(wanted, chapter))) yield { said, shown: await showWords(bodiesIn(said)) }
}

async function* writeMarkdown(wanted: Wanted): AsyncGenerator<string> {
  const { place, input, chapters } = wanted
  yield headingMarkdown(1, place.titleOf(input.whose, input.chapter), [dayOf(new Date().toISOString())])
  let isEmpty = true
  for (const slug of chapters) {
    const chapter = await place.chapterOf(slug)
    let before = ''
    /** What stands above: a heading that is another than the last one. */
    const under = (title: string) => {
      const written = title === before ? '' : headingMarkdown(3, title)
      before = title
      return written
    }
    let head = headingMarkdown(2, chapter ? numberedTitle(chapter) : slug)
    for await (const { said, shown } of ahead(showSaid(wanted, slug))) {
      let text = ''
      if ('question' in said) text = under('Questions') + questionMarkdown(said.question, shown)
      else if ('minutes' in said) text = minutesMarkdown(said.minutes, shown)
      else for (const note of said.notes) text += under(placeInText(note, chapter)) + noteMarkdown(note, shown)
      if (text === '') continue
      yield head + text
      head = ''
      isEmpty = false
    }
  }
  if (isEmpty) yield `${input.whose === 'mine' ? 'You have' : 'The group has'} written nothing here so far.\n`
}
