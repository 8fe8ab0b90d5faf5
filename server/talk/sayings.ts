import 'server-only'
import { Prisma } from '#server/db.ts'
import { answers, comments, notes, questions, threads } from '#server/visibility.ts'

/**
 * Everything said that a person may see in their groups, one row a saying: what it is and what it is about (`subject`: the id of a note or
 * of a question), by whom, when, its words, whom it answers (`answers`: the writers of the note and of the comment above it), and since when the group may be
 * told of it (`told_at`: answers that facilitators showed to everybody count from that moment on); `creator_name` is of
 * somebody outside, who has no account.
 * @param userId of the person, or where it stands in a statement
 * @param groups which of them, as a condition on `memberships m`
 */
export function sayings(userId: string | Prisma.Sql, groups: Prisma.Sql): Prisma.Sql {
  const member = { userId, role: Prisma.sql`m.role` }
  const belonging = Prisma.sql`m.user_id = ${userId}::uuid AND ${groups}`
  return Prisma.sql`
    SELECT 'annotation' AS noun, a.id, a.version, a.group_id, a.chapter, a.id::text AS subject, a.creator_id, a.words_at, a.created_at,
      rtrim(a.body || ' ' || array_to_string(a.tags, ' ')) AS words, '{}'::uuid[] AS answers, a.words_at AS told_at, a.creator_name
    FROM annotations a JOIN memberships m ON m.group_id = a.group_id
    WHERE ${belonging} AND a.deleted_at IS NULL AND ${notes.seenBySql(member, 'a')}
    UNION ALL
    SELECT 'answer', w.id, w.version, w.group_id, w.chapter, w.question_id, CASE WHEN ${answers.isNamedSql(member, 'w')} THEN w.creator_id END, w.words_at, w.created_at,
      w.body, '{}', GREATEST(w.words_at, k.revealed_at), NULL
    FROM answers w JOIN memberships m ON m.group_id = w.group_id ${asked('w')}
    WHERE ${belonging} AND w.deleted_at IS NULL AND ${answers.seenBySql(member, 'w')}
    UNION ALL
    SELECT 'question', q.id, q.version, q.group_id, q.chapter, q.id::text, q.creator_id, q.words_at, q.created_at, q.text, '{}', q.words_at, NULL
    FROM group_questions q JOIN memberships m ON m.group_id = q.group_id
    WHERE ${belonging} AND q.deleted_at IS NULL AND q.status <> 'DECLINED' AND ${questions.seenBySql(member, 'q')}
    UNION ALL
    SELECT 'comment', c.id, c.version, c.group_id, t.chapter, COALESCE(t.annotation_id::text, t.question_id, w.question_id), c.creator_id, c.words_at,
      c.created_at, c.body, ARRAY[a.creator_id, w.creator_id, p.creator_id], GREATEST(c.words_at, k.revealed_at), c.creator_name
    FROM comments c JOIN memberships m ON m.group_id = c.group_id
      JOIN threads t ON t.id = c.thread_id LEFT JOIN annotations a ON a.id = t.annotation_id LEFT JOIN answers w ON w.id = t.answer_id
      LEFT JOIN comments p ON p.id = c.parent_id ${asked('w')}
    WHERE ${belonging} AND c.deleted_at IS NULL AND ${threads.seenBySql(member, 't', 'a')} AND ${comments.inSightOfSql(member, 'c')}`
}

/** Joins the question that an answer is to, as `k`. */
const asked = (answer: string): Prisma.Sql => {
  const at = (name: string) => Prisma.raw(`${answer}.${name}`)
  return Prisma.sql`LEFT JOIN asked_questions k ON k.group_id = ${at('group_id')} AND k.chapter = ${at('chapter')} AND k.question_id = ${at('question_id')}`
}
