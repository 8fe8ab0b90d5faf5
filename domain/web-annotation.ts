import type { Motivation, Visibility } from '#domain/annotation.ts'
import { findPairs, type Pairs, toCodePoints } from '#domain/code-points.ts'
import type {
  ExportedAnswer,
  ExportedGroupAnswer,
  ExportedMinutes,
  ExportedNote,
  ExportedQuestion,
  ExportedReply,
} from '#domain/exported-note.ts'
import { ownQuestionOf } from '#domain/group-question.ts'
import { type Creator, isOutside } from '#domain/viewer.ts'

/* Notes as the W3C's Web Annotation Data Model (Recommendation of 23 February 2017) writes them. */

export const ANNO_CONTEXT = 'http://www.w3.org/ns/anno.jsonld'
/** The media type that the Web Annotation Protocol names for it. */
export const ANNO_MEDIA_TYPE = `application/ld+json; profile="${ANNO_CONTEXT}"`

type TextualBody = { type: 'TextualBody'; value: string; format: 'text/markdown' | 'text/plain'; purpose: string }
type TextQuoteSelector = { type: 'TextQuoteSelector'; exact: string; prefix: string; suffix: string }
/** Counts code points. */
type TextPositionSelector = { type: 'TextPositionSelector'; start: number; end: number }
/** `cached` names the text by its hash (RFC 6920); `sourceDate` is a moment at which the source had that text. */
type TimeState = { type: 'TimeState'; sourceDate: string; cached?: string }
type SpecificResource = {
  type: 'SpecificResource'
  source: string
  selector: (TextQuoteSelector | TextPositionSelector)[]
  state?: TimeState
}

export type WebAnnotation = {
  id: string
  /** A deleted one that others replied to says so with a second type. */
  type: 'Annotation' | ['Annotation', 'as:Tombstone']
  motivation: Motivation | 'replying' | 'describing'
  created: string
  modified?: string
  creator?: { id?: string; type: 'Person'; name: string }
  audience?: { id: string; type: 'Audience'; 'schema:name': string }
  /** The same wherever a copy of it is kept. */
  canonical: string
  body?: TextualBody[]
  target: SpecificResource | string
}

/** A text that annotations lie in. */
export type AnnotatedText = {
  text: string
  pairs: Pairs
  /** A moment at which the chapter had this text (ISO 8601, UTC); null when none is known. */
  since: string | null
}

/** What the notes of one export share. Addresses are whole, without a slash at the end. */
export type ExportPlace = {
  /** The group's part of the API. */
  base: string
  group: { address: string; name: string }
  /** The public address of a chapter. */
  sourceOf: (chapter: string) => string
  /** The text of a revision, or null when it was not kept. */
  textOf: (revision: string) => AnnotatedText | null
}

/** A text, read once for any number of positions in it. */
export const annotatedText = (text: string, since: string | null): AnnotatedText => ({ text, pairs: findPairs(text), since })

/** A note and everything said below it, each an annotation of its own; of what was not asked for, nothing. */
export function webAnnotations(note: ExportedNote, place: ExportPlace): WebAnnotation[] {
  const replies = note.replies.map((reply) => replyAnnotation(reply, note, place))
  return note.onlyPassage ? replies : [noteAnnotation(note, place), ...replies]
}

function noteAnnotation(note: ExportedNote, place: ExportPlace): WebAnnotation {
  const { motivation, body, tags } = note
  const purpose = motivation === 'questioning' ? 'questioning' : 'commenting'
  const bodies: TextualBody[] = [
    ...(body ? [markdown(body, purpose)] : []),
    ...tags.map((value) => ({ type: 'TextualBody' as const, value, format: 'text/plain' as const, purpose: 'tagging' })),
  ]
  return annotation(note, note.visibility, place, motivation, bodies, passage(note, place))
}

function replyAnnotation(reply: ExportedReply, note: ExportedNote, place: ExportPlace): WebAnnotation {
  return repliesTo(addressOf(note.id, place), reply, note.visibility, place)
}

/** @param subject the address of what is answered, where that is no other reply */
function repliesTo(
  subject: string,
  reply: Omit<ExportedReply, 'parentId'> & { parentId?: string | null },
  visibility: Visibility,
  place: ExportPlace,
) {
  const bodies = reply.body ? [markdown(reply.body, 'replying')] : []
  return annotation(reply, visibility, place, 'replying', bodies, reply.parentId ? addressOf(reply.parentId, place) : subject)
}

/** A member's question, the answers to a question, and the talk about it, each an annotation of its own. */
export function questionAnnotations(question: ExportedQuestion, place: ExportPlace) {
  const { chapter, questionId, text, suggested, answers, replies, groupAnswer } = question
  const chapterAddress = ownQuestionOf(questionId) ? `${place.group.address}/${chapter}` : place.sourceOf(chapter)
  const subject = `${chapterAddress}#question-${questionId}`
  const own = suggested && {
    ...annotation(
      suggested,
      'GROUP',
      place,
      'questioning',
      text ? [{ type: 'TextualBody', value: text, format: 'text/plain', purpose: 'questioning' }] : [],
      suggested.annotationId ? addressOf(suggested.annotationId, place) : place.sourceOf(chapter),
    ),
  }
  const about = (answerId: string | null) => (answerId ? addressOf(answerId, place) : subject)
  return [
    ...(own ? [own] : []),
    ...answers.map((answer) => answerAnnotation(subject, answer, place)),
    ...(groupAnswer ? groupAnswerAnnotations(subject, groupAnswer, place) : []),
    ...replies.map((reply) => repliesTo(about(reply.answerId), reply, 'GROUP', place)),
  ]
}

/** The passages that an answer rests on are quoted in bodies of their own. */
function answerAnnotation(subject: string, answer: ExportedAnswer, place: ExportPlace): WebAnnotation {
  const visibility = answer.sharing === 'PRIVATE' ? 'PRIVATE' : 'GROUP'
  const said = repliesTo(subject, answer, visibility, place)
  const quotes = answer.evidence.map(
    ({ exact }): TextualBody => ({ type: 'TextualBody', value: exact, format: 'text/plain', purpose: 'quoting' }),
  )
  return quotes.length > 0 ? { ...said, body: [...(said.body ?? []), ...quotes] } : said
}

const STANCES = { AGREE: 'agree', RESERVATION: 'agree with a reservation', DISSENT: 'dissent' }

/** Each version answers the question; what members said of it answers the version, with what they think as a tag. */
function groupAnswerAnnotations(subject: string, { versions, positions }: ExportedGroupAnswer, place: ExportPlace): WebAnnotation[] {
  return [
    ...versions.map((version) => annotation(version, 'GROUP', place, 'describing', [markdown(version.body, 'describing')], subject)),
    ...positions.map((position) => {
      const stance: TextualBody = { type: 'TextualBody', value: STANCES[position.stance], format: 'text/plain', purpose: 'tagging' }
      const said = position.body ? [markdown(position.body, 'replying')] : []
      return annotation(position, 'GROUP', place, 'replying', [...said, stance], addressOf(position.about, place))
    }),
  ]
}

/** What was written down in a study session. */
export function minutesAnnotation({ id, body, createdAt }: ExportedMinutes, place: ExportPlace): WebAnnotation {
  const said = { id, body, createdAt, creator: null, modifiedAt: null, deleted: false }
  return annotation(said, 'GROUP', place, 'describing', [markdown(body, 'describing')], `${place.group.address}/meetings/${id}`)
}

const markdown = (value: string, purpose: string): TextualBody => ({ type: 'TextualBody', value, format: 'text/markdown', purpose })

const addressOf = (id: string, { base }: ExportPlace) => `${base}/web-annotations/${id}`

function annotation(
  said: Omit<ExportedReply, 'parentId'>,
  visibility: Visibility,
  place: ExportPlace,
  motivation: WebAnnotation['motivation'],
  bodies: TextualBody[],
  target: WebAnnotation['target'],
): WebAnnotation {
  const { id, creator, createdAt, modifiedAt, deleted } = said
  const { address, name } = place.group
  return {
    id: addressOf(id, place),
    type: deleted ? ['Annotation', 'as:Tombstone'] : 'Annotation',
    motivation,
    created: createdAt,
    ...(modifiedAt && { modified: modifiedAt }),
    ...(creator && { creator: personOf(creator) }),
    ...(visibility === 'GROUP' && { audience: { id: address, type: 'Audience', 'schema:name': name } }),
    canonical: `urn:uuid:${id}`,
    ...(bodies.length > 0 && { body: bodies }),
    target,
  }
}

/** Somebody outside has no address anywhere. */
const personOf = (creator: Creator) =>
  isOutside(creator)
    ? { type: 'Person' as const, name: creator.name }
    : { id: `urn:uuid:${creator.id}`, type: 'Person' as const, name: creator.name }

/** Where a note lies: its quote always; its position only where it can be checked against the text that it counts in. */
function passage(note: ExportedNote, { sourceOf, textOf }: ExportPlace): SpecificResource {
  const { chapter, chapterRevision, lost, start, end, exact, prefix, suffix } = note
  const known = textOf(chapterRevision)
  const stands = !lost && known?.text.slice(start, end) === exact
  const position = stands && { start: toCodePoints(known.pairs, start), end: toCodePoints(known.pairs, end) }
  const state = timeState(chapterRevision, known)
  return {
    type: 'SpecificResource',
    source: sourceOf(chapter),
    selector: [
      { type: 'TextQuoteSelector', exact, prefix, suffix },
      ...(position ? [{ type: 'TextPositionSelector' as const, ...position }] : []),
    ],
    ...(state && { state }),
  }
}

/** The Recommendation wants a date in each TimeState; where none is known, the text goes unnamed rather than the whole invalid. */
function timeState(revision: string, known: AnnotatedText | null): TimeState | null {
  if (!known?.since) return null
  const cached = hashAddress(revision)
  return { type: 'TimeState', sourceDate: known.since, ...(cached && { cached }) }
}

/**
 * The name of a text by its hash (RFC 6920): whoever has a text can see whether it is the one.
 * @param revision the first 128 bits of the SHA-256 of the text in UTF-8, in hexadecimal; null for anything else
 */
function hashAddress(revision: string): string | null {
  if (!/^[0-9a-f]{32}$/.test(revision)) return null
  const bytes = (revision.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
  const base64 = btoa(String.fromCharCode(...bytes))
  return `ni:///sha-256-128;${base64.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')}`
}

type Collection = { id: string; label: string }

/** A page of a collection as it is asked for by itself. Addresses of pages that there are not are null. */
export function annotationPage(
  id: string,
  partOf: Collection & { total: number },
  { startIndex, items, next, prev }: { startIndex: number; items: WebAnnotation[]; next: string | null; prev: string | null },
) {
  const steps = { ...(next && { next }), ...(prev && { prev }) }
  return { '@context': ANNO_CONTEXT, id, type: 'AnnotationPage', partOf, startIndex, ...steps, items }
}

/** A collection with the addresses of its first and last page; an empty one has none. */
export function annotationCollection({ id, label }: Collection, total: number, first: string, last: string) {
  const pages = total > 0 ? { first, last } : {}
  return { '@context': ANNO_CONTEXT, id, type: 'AnnotationCollection', label, total, ...pages }
}
