import { ANNOTATION_LIMIT, CreateAnnotation, ListAnnotations } from '#domain/annotation.ts'
import { readRoute, route } from '#server/route.ts'
import { createAnnotation, readAnnotations } from '#server/talk/annotations.ts'

export const GET = readRoute({ input: ListAnnotations, read: readAnnotations })
export const POST = route({
  input: CreateAnnotation,
  run: createAnnotation,
  limit: ANNOTATION_LIMIT,
  status: 201,
})
