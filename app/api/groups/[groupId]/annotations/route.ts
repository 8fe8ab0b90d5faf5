import { ANNOTATION_LIMIT, CreateAnnotation, ListAnnotations } from '#domain/annotation.ts'
import { route } from '#server/route.ts'
import { createAnnotation, listAnnotations } from '#server/talk/annotations.ts'

export const GET = route({ input: ListAnnotations, run: listAnnotations })
export const POST = route({
  input: CreateAnnotation,
  run: createAnnotation,
  limit: ANNOTATION_LIMIT,
  status: 201,
})
