import 'server-only'
import type { AboutWords, SaidNoun, ToldWords } from '#domain/moderation.ts'
import type { Belonging } from '#server/access.ts'
import { line, summary } from '#server/moderation/moderated-minutes.ts'
import { annotation, answer, comment, question } from '#server/moderation/moderated-talk.ts'
import { groupAnswer, position } from '#server/moderation/moderated-together.ts'
import type { AsWhom, Finder, Moderated } from '#server/moderation/moderates.ts'

const FINDERS: Record<SaidNoun, Finder> = { annotation, comment, answer, question, groupAnswer, position, line, summary }

/** Words of any kind that somebody may look at so; null when they may not, and when there are none. */
export const findWords = (
  member: Belonging,
  { noun, subjectId }: Pick<AboutWords, 'noun' | 'subjectId'>,
  as: AsWhom,
): Promise<Moderated | null> => FINDERS[noun]({ id: subjectId, groupId: member.groupId }, member, as)

/** What of such words a page shows. */
export function shownWords({ noun, subjectId, groupId, chapter, path, creator, body, html, hidden }: Moderated): ToldWords {
  return { noun, subjectId, groupId, chapter, path, creator, body, html, hidden }
}
