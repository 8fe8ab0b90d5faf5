import { ANNOTATION_LIMIT, CreateAnnotation, ListAnnotations } from '#domain/annotation.ts'
import { createAnnotation, listAnnotations } from '#server/annotations.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: ListAnnotations, run: listAnnotations })
export const POST = route({
  input: CreateAnnotation,
  run: createAnnotation,
  limit: ANNOTATION_LIMIT,
  limitNoun: 'A note with its passage',
  status: 201,
})
