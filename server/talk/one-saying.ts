import 'server-only'
import { notFound } from '#domain/problem.ts'
import type { EditedWords } from '#domain/rewording.ts'
import type { AboutSaying } from '#domain/saying.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireAnnotation } from '#server/talk/annotations.ts'
import { requireAnswer } from '#server/talk/answers.ts'
import { requireComment } from '#server/talk/comments.ts'

/**
 * The words of one note, comment or answer as they stand.
 * @throws Problem `not-found` for what the viewer does not see, or what was taken away
 */
export async function requireSaying(viewer: Viewer, { groupId, noun, id }: AboutSaying): Promise<EditedWords & { html: string }> {
  const said = await {
    annotation: () => requireAnnotation(viewer, { groupId, annotationId: id }),
    comment: () => requireComment(viewer, { groupId, commentId: id }),
    answer: () => requireAnswer(viewer, { groupId, answerId: id }),
  }[noun]()
  if (said.deleted) throw notFound()
  const { body, html, version } = said
  return { noun, id, body, html, version, evidence: 'evidence' in said ? said.evidence : undefined }
}
