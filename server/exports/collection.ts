import 'server-only'
import { type AboutCollection, type AboutCollectionPage, type AboutWebAnnotation, NOTES_A_PAGE } from '#domain/exported-note.ts'
import { notFound } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import {
  ANNO_CONTEXT,
  ANNO_MEDIA_TYPE,
  annotationCollection,
  annotationPage,
  minutesAnnotation,
  questionAnnotations,
  type WebAnnotation,
  webAnnotations,
} from '#domain/web-annotation.ts'
import { requireMember } from '#server/access.ts'
import { behind, countSaid, findLastPage, findNote, findPageBefore, listSelected, selectNotes, upTo } from '#server/exports/notes.ts'
import { placeOfExport, type Texts } from '#server/exports/place.ts'
import { findTalk } from '#server/exports/talk.ts'
import { type Cursor, parseCursor, writeCursor } from '#server/page.ts'

type Asked = { request: Request }

/** A chapter's notes as a collection of the W3C, with the addresses of its first and last page. */
export async function requireCollection(viewer: Viewer, input: AboutCollection, { request }: Asked): Promise<Response> {
  const member = await requireMember(viewer, input.groupId)
  const place = await placeOfExport(member, request)
  const selection = await selectNotes({ member, chapter: input.chapter }, input.whose)
  const [total, last] = await Promise.all([countSaid(selection), findLastPage(selection, NOTES_A_PAGE)])
  const address = (cursor: Cursor | null) => pageAddress(place, input, cursor)
  return asJsonLd(annotationCollection(collectionOf(place, input), total, address(null), address(last)))
}

/**
 * One page of it.
 * @throws Problem `not-found` when there is nothing on it
 */
export async function requireCollectionPage(viewer: Viewer, input: AboutCollectionPage, { request }: Asked): Promise<Response> {
  const member = await requireMember(viewer, input.groupId)
  const place = await placeOfExport(member, request)
  const after = parseCursor(input.cursor, 'offset')
  const selection = await selectNotes({ member, chapter: input.chapter }, input.whose)
  const { notes, next } = await listSelected(selection, { after }, NOTES_A_PAGE)
  if (notes.length === 0) throw notFound()
  const [startIndex, rest, before] = await Promise.all([
    after ? countSaid(selection, upTo(after)) : 0,
    countSaid(selection, after ? behind(after) : {}),
    after && findPageBefore(selection, after, NOTES_A_PAGE),
    place.load(notes),
  ])
  const address = (cursor: Cursor | null) => pageAddress(place, input, cursor)
  const page = {
    startIndex,
    items: notes.flatMap((note) => webAnnotations(note, place)),
    next: next && address(next),
    prev: after && address(before),
  }
  return asJsonLd(annotationPage(address(after), { ...collectionOf(place, input), total: startIndex + rest }, page))
}

/** One note, reply, answer or question, or one session's minutes, as an annotation of the W3C. */
export async function requireWebAnnotation(viewer: Viewer, { groupId, noteId }: AboutWebAnnotation, { request }: Asked): Promise<Response> {
  const member = await requireMember(viewer, groupId)
  const [note, talk] = await Promise.all([findNote(member, noteId), findTalk(member, noteId)])
  const place = await placeOfExport(member, request)
  if (note) await place.load([note])
  const [annotation] = note ? webAnnotations(note, place) : annotationsOfTalk(talk, place)
  if (!annotation) throw notFound()
  return asJsonLd({ '@context': ANNO_CONTEXT, ...annotation })
}

function annotationsOfTalk(talk: Awaited<ReturnType<typeof findTalk>>, place: Texts): WebAnnotation[] {
  if (!talk) return []
  return 'minutes' in talk ? [minutesAnnotation(talk.minutes, place)] : questionAnnotations(talk.question, place)
}

function collectionOf(place: Texts, { chapter, whose }: AboutCollection) {
  const id = `${place.base}/web-annotations?${new URLSearchParams({ chapter, whose })}`
  return { id, label: place.titleOf(whose, chapter) }
}

function pageAddress({ base }: Texts, { chapter, whose }: AboutCollection, cursor: Cursor | null): string {
  const query = new URLSearchParams({ chapter, whose, ...(cursor && { cursor: writeCursor(cursor) }) })
  return `${base}/web-annotations/page?${query}`
}

function asJsonLd(document: object): Response {
  return new Response(JSON.stringify(document), { headers: { 'content-type': ANNO_MEDIA_TYPE, 'cache-control': 'private, no-store' } })
}
