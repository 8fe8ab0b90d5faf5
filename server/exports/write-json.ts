import 'server-only'
import type { DownloadNotes, ExportedMinutes, ExportedNote, ExportedQuestion } from '#domain/exported-note.ts'
import { hypothesisAnnotations } from '#domain/hypothesis.ts'
import { ANNO_CONTEXT, minutesAnnotation, questionAnnotations, type WebAnnotation, webAnnotations } from '#domain/web-annotation.ts'
import type { Texts } from '#server/exports/place.ts'

/** Part of everything said on a chapter: at one of its questions, in its text, in a session on it. */
export type Said = { question: ExportedQuestion } | { notes: ExportedNote[] } | { minutes: ExportedMinutes }
type Written = { place: Texts; input: DownloadNotes; said: AsyncIterable<Said> }

/** One collection of the W3C with one page. */
export async function* writeJsonLd({ place, input, said }: Written): AsyncGenerator<string> {
  const { groupId: _, ...query } = input
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null)
  const id = `${place.base}/exported-notes?${new URLSearchParams(given)}`
  const page = `${id}#page`
  const collection = { '@context': ANNO_CONTEXT, id, type: 'AnnotationCollection', label: place.titleOf(input.whose, input.chapter) }
  yield JSON.stringify(collection).slice(0, -1)
  const opening = `,"last":${JSON.stringify(page)},"first":${pageOpening(page, id)}`
  const total = yield* writeItems(said, opening, (part) => annotationsOf(part, place))
  yield `${total > 0 ? '\n]}' : ''},"total":${total}}\n`
}

/** What a search of Hypothesis would give. It has notes and replies; what else a group says is none of them. */
export async function* writeHypothesis({ place, input, said }: Written): AsyncGenerator<string> {
  const title = place.titleOf(input.whose, input.chapter)
  yield '{"rows":['
  const total = yield* writeItems(said, '\n', (part) =>
    'notes' in part ? part.notes.flatMap((note) => hypothesisAnnotations(note, place, title)) : [],
  )
  yield `],"total":${total}}\n`
}

/**
 * Writes items as they come.
 * @param opening what stands before the first, if there is one
 * @returns how many there were, counted while they were written, so that it is right whatever was written or deleted meanwhile
 */
async function* writeItems(said: AsyncIterable<Said>, opening: string, itemsOf: (part: Said) => object[]): AsyncGenerator<string, number> {
  let total = 0
  for await (const part of said) {
    const items = itemsOf(part).map((item) => JSON.stringify(item))
    if (items.length === 0) continue
    yield (total === 0 ? opening : ',\n') + items.join(',\n')
    total += items.length
  }
  return total
}

function annotationsOf(said: Said, place: Texts): WebAnnotation[] {
  if ('notes' in said) return said.notes.flatMap((note) => webAnnotations(note, place))
  return 'question' in said ? questionAnnotations(said.question, place) : [minutesAnnotation(said.minutes, place)]
}

const pageOpening = (id: string, partOf: string) =>
  `${JSON.stringify({ id, type: 'AnnotationPage', partOf, startIndex: 0 }).slice(0, -1)},"items":[\n`
