import { keys } from '#client/query-keys.ts'
import { byTime, compareText, type TalkNoun } from '#client/talk-cache.ts'
import type { Annotation } from '#domain/annotation.ts'
import type { Answer } from '#domain/answer.ts'
import type { GroupQuestion } from '#domain/group-question.ts'
import type { Comment } from '#domain/thread.ts'

/** In the order of the text. */
export const ANNOTATIONS: TalkNoun<Annotation> = {
  segment: 'annotations',
  key: keys.annotations,
  together: true,
  compare: (one, other) => one.start - other.start || compareText(one.id, other.id),
}

/** Oldest first, those of all threads of the chapter. */
export const COMMENTS: TalkNoun<Comment> = { segment: 'comments', key: keys.comments, together: true, compare: byTime }

/** Oldest first, those to all questions of the chapter. */
export const ANSWERS: TalkNoun<Answer> = { segment: 'answers', key: keys.answers, compare: byTime }

/** Oldest first, whatever became of them. */
export const GROUP_QUESTIONS: TalkNoun<GroupQuestion> = { segment: 'questions', key: keys.groupQuestions, compare: byTime }
