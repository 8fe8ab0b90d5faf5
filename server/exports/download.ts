import 'server-only'
import { type DownloadNotes, type ExportedMinutes, type ExportedNote, type ExportedQuestion, placeInText } from '#domain/exported-note.ts'
import { numberedTitle } from '#domain/guide-reading.ts'
import type { Viewer } from '#domain/viewer.ts'
import {
  ANNO_CONTEXT,
  ANNO_MEDIA_TYPE,
  minutesAnnotation,
  questionAnnotations,
  type WebAnnotation,
  webAnnotations,
} from '#domain/web-annotation.ts'
import { type Belonging, requireMember } from '#server/access.ts'
import { listSelected, selectNotes } from '#server/exports/notes.ts'
import { dayOf, headingMarkdown, minutesMarkdown, noteMarkdown, questionMarkdown } from '#server/exports/notes-markdown.ts'
import { placeOfExport, type Texts } from '#server/exports/place.ts'
import { streamOf } from '#server/exports/stream.ts'
import { fetchQuestions, listMinutes, listSpokenChapters } from '#server/exports/talk.ts'
import { showWords } from '#server/exports/write-markdown.ts'
import type { Cursor } from '#server/page.ts'

/** Notes that are fetched at once: what a download holds in memory, however long it is. */
const AT_ONCE = 200

type Wanted = { member: Belonging; place: Texts; input: DownloadNotes; chapters: string[] }

/**
 * Notes as a file to keep, written while it is fetched: as one collection of the W3C with one page, or as Markdown.
 * A download that cannot be finished breaks off, so that nobody takes a part for the whole.
 */
export async function downloadNotes(viewer: Viewer, input: DownloadNotes, { request }: { request: Request }): Promise<Response> {
  const member = await requireMember(viewer, input.groupId)
  const text = await textOfNotes(member, input, request)
  const isMarkdown = input.format === 'markdown'
  const name = [member.guide, input.chapter, input.whose === 'mine' ? 'my-notes' : 'notes'].filter(Boolean).join('-')
  return new Response(streamOf(text), {
    headers: {
      'content-type': isMarkdown ? 'text/markdown; charset=utf-8' : ANNO_MEDIA_TYPE,
      'content-disposition': `attachment; filename="${name}.${isMarkdown ? 'md' : 'jsonld'}"`,
      'cache-control': 'private, no-store',
    },
  })
}

/** The same text, for whoever puts it into another file. */
export async function textOfNotes(member: Belonging, input: DownloadNotes, request: Request): Promise<AsyncGenerator<string>> {
  const place = await placeOfExport(member, request)
  const chapters = input.chapter === null ? await listChapters(input.groupId, place) : [input.chapter]
  const wanted = { member, place, input, chapters }
  return input.format === 'markdown' ? writeMarkdown(wanted) : writeJsonLd(wanted)
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

type Said = { question: ExportedQuestion } | { notes: ExportedNote[] } | { minutes: ExportedMinutes }

/** Everything said on a chapter, some at a time: at its questions, in its text, in the sessions on it. */
async function* fetchSaid(wanted: Wanted, chapter: string): AsyncGenerator<Said> {
  const { member, place, input } = wanted
  for await (const question of fetchQuestions(member, input.whose, chapter, await place.chapterOf(chapter))) yield { question }
  for await (const notes of fetchNotes(wanted, chapter)) yield { notes }
  if (input.whose === 'group') for (const minutes of await listMinutes(member.groupId, chapter)) yield { minutes }
}

async function* writeJsonLd(wanted: Wanted): AsyncGenerator<string> {
  const { place, input, chapters } = wanted
  const { groupId: _, ...query } = input
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null)
  const id = `${place.base}/exported-notes?${new URLSearchParams(given)}`
  const page = `${id}#page`
  const collection = { '@context': ANNO_CONTEXT, id, type: 'AnnotationCollection', label: place.titleOf(input.whose, input.chapter) }
  let total = 0
  yield JSON.stringify(collection).slice(0, -1)
  for (const chapter of chapters) {
    for await (const said of fetchSaid(wanted, chapter)) {
      const items = annotationsOf(said, place).map((item) => JSON.stringify(item))
      if (items.length === 0) continue
      const opening = total === 0 ? `,"last":${JSON.stringify(page)},"first":${pageOpening(page, id)}` : ',\n'
      total += items.length
      yield opening + items.join(',\n')
    }
  }
  // Counted while it was written, so that it is right whatever was written or deleted meanwhile.
  yield `${total > 0 ? '\n]}' : ''},"total":${total}}\n`
}

function annotationsOf(said: Said, place: Texts): WebAnnotation[] {
  if ('notes' in said) return said.notes.flatMap((note) => webAnnotations(note, place))
  return 'question' in said ? questionAnnotations(said.question, place) : [minutesAnnotation(said.minutes, place)]
}

const pageOpening = (id: string, partOf: string) =>
  `${JSON.stringify({ id, type: 'AnnotationPage', partOf, startIndex: 0 }).slice(0, -1)},"items":[\n`

function bodiesIn(said: Said): string[] {
  if ('minutes' in said) return [said.minutes.body]
  const written = 'question' in said ? saidOf(said.question) : said.notes.flatMap((note) => [note, ...note.replies])
  return written.map(({ body }) => body)
}

function saidOf({ answers, replies, groupAnswer }: ExportedQuestion): { body: string }[] {
  return [...answers, ...replies, ...(groupAnswer?.versions ?? []), ...(groupAnswer?.positions ?? [])]
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
    for await (const said of fetchSaid(wanted, slug)) {
      const shown = await showWords(bodiesIn(said))
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
