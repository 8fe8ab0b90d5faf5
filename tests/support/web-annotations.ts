import { z } from 'zod'
import { findPairs, toUtf16 } from '#domain/code-points.ts'

// The parts of the W3C's Web Annotation Data Model that an export must have, written from the Recommendation.

const CONTEXT = z.literal('http://www.w3.org/ns/anno.jsonld')
const Iri = z.string().regex(/^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i)
const Moment = z.iso.datetime({ offset: false })

const TextualBody = z.strictObject({
  type: z.literal('TextualBody'),
  value: z.string().min(1),
  format: z.enum(['text/markdown', 'text/plain']),
  purpose: z.enum(['commenting', 'questioning', 'tagging', 'replying', 'describing']),
})
const Quote = z.strictObject({
  type: z.literal('TextQuoteSelector'),
  exact: z.string().min(1),
  prefix: z.string(),
  suffix: z.string(),
})
const Position = z
  .strictObject({ type: z.literal('TextPositionSelector'), start: z.int().nonnegative(), end: z.int().positive() })
  .refine(({ start, end }) => start < end)
const TimeState = z.strictObject({ type: z.literal('TimeState'), sourceDate: Moment, cached: Iri.optional() })
const Passage = z.strictObject({
  type: z.literal('SpecificResource'),
  source: Iri,
  selector: z.union([z.tuple([Quote]), z.tuple([Quote, Position])]),
  state: TimeState.optional(),
})
const annotation = {
  id: Iri,
  type: z.union([z.literal('Annotation'), z.tuple([z.literal('Annotation'), z.literal('as:Tombstone')])]),
  motivation: z.enum(['commenting', 'highlighting', 'questioning', 'replying', 'describing']),
  created: Moment,
  modified: Moment.optional(),
  creator: z.strictObject({ id: Iri, type: z.literal('Person'), name: z.string().min(1) }).optional(),
  audience: z.strictObject({ id: Iri, type: z.literal('Audience'), 'schema:name': z.string() }).optional(),
  canonical: Iri,
  body: z.array(TextualBody).min(1).optional(),
  target: z.union([Passage, Iri]),
}
/** Inside a page an annotation has no context of its own. */
export const AnnotationModel = z.strictObject(annotation)
export type AnnotationModel = z.infer<typeof AnnotationModel>
export const LoneAnnotationModel = z.strictObject({ '@context': CONTEXT, ...annotation })

const page = { id: Iri, type: z.literal('AnnotationPage'), startIndex: z.int().nonnegative(), items: z.array(AnnotationModel).min(1) }
const partOf = z.strictObject({ id: Iri, label: z.string().min(1), total: z.int().nonnegative() })
export const PageModel = z.strictObject({ '@context': CONTEXT, ...page, partOf, next: Iri.optional(), prev: Iri.optional() })
const collection = {
  '@context': CONTEXT,
  id: Iri,
  type: z.literal('AnnotationCollection'),
  label: z.string().min(1),
  total: z.int().nonnegative(),
}
export const CollectionModel = z.strictObject({ ...collection, first: Iri.optional(), last: Iri.optional() })
/** A whole collection in one file: its only page is in it. */
export const FileModel = z.strictObject({
  ...collection,
  first: z.strictObject({ ...page, partOf: Iri }).optional(),
  last: Iri.optional(),
})

/** The quote of an annotation that lies on a passage, and its position as code points and as UTF-16 offsets in a text. */
export function placeIn(text: string, { target }: AnnotationModel) {
  if (typeof target === 'string') throw new Error('a reply lies on no passage')
  const [quote, position] = target.selector
  if (!position) return { quote, points: null, start: undefined }
  const pairs = findPairs(text)
  return { quote, points: [...text].slice(position.start, position.end).join(''), start: toUtf16(pairs, position.start) }
}
