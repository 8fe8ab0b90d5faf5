import 'server-only'
import { notFound } from '#domain/problem.ts'
import type { AboutSaying } from '#domain/saying.ts'
import type { Belonging } from '#server/access.ts'
import type { Tx } from '#server/db.ts'
import { answers, comments, heardBy, notes, threads } from '#server/visibility.ts'

/** A note, a comment or an answer that stands. */
type Said = {
  chapter: string
  /** What an event about it carries for those who may hear of it. */
  heard: { onlyFor?: string[] }
  /** Whether its writer's name is kept from the reader. */
  nameless: boolean
}

/**
 * What somebody said, as far as a member sees it and it stands.
 * @throws Problem `not-found`
 */
export async function requireSaid(tx: Tx, member: Belonging, { noun, id }: Pick<AboutSaying, 'noun' | 'id'>): Promise<Said> {
  const where = { id, groupId: member.groupId, deletedAt: null }
  if (noun === 'annotation') {
    const note = await tx.annotation.findFirst({ where: { ...where, AND: [notes.seenBy(member)] } })
    if (note) return { chapter: note.chapter, heard: heardBy(notes.audience(note)), nameless: false }
  }
  if (noun === 'comment') {
    const thread = { select: { chapter: true, annotation: true, answer: true } } as const
    const comment = await tx.comment.findFirst({ where: { ...where, AND: [comments.seenBy(member)] }, select: { thread } })
    if (comment) return { chapter: comment.thread.chapter, heard: heardBy(await threads.audience(tx, comment.thread)), nameless: false }
  }
  if (noun === 'answer') {
    const answer = await tx.answer.findFirst({ where: { ...where, AND: [answers.seenBy(member)] } })
    const nameless = answer !== null && !answers.isNamed(answer, member)
    if (answer) return { chapter: answer.chapter, heard: heardBy(await answers.audience(tx, answer)), nameless }
  }
  throw notFound()
}
