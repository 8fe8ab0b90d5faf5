import { useMemo } from 'react'
import { useDraftNames } from '#client/draft.ts'
import type { TalkPlace } from '#components/threads/talk-place.tsx'
import type { ThreadSubject } from '#domain/thread.ts'
import { subjectIdOf } from '#domain/thread-subject.ts'

/** Words that the reader has begun to write in a thread: about what, and in reply to which comment, if to one. */
export type ReplyDraft = { name: string; subjectKind: ThreadSubject['kind']; subjectId: string; parentId: string | null }

const prefixOf = ({ groupId, chapter }: TalkPlace) => `comment:${groupId}:${chapter}`

/** What a reply is called among the drafts of its writer. */
export function replyDraft(place: TalkPlace, subject: ThreadSubject, parentId: string | null): string {
  return `${prefixOf(place)}:${subject.kind}:${subjectIdOf(subject)}:${parentId ?? 'top'}`
}

/** What the reader has begun to change, or to suggest as a question, and not saved: ids of notes, comments and what else can be edited. */
export function useOwnDrafts({ accountId }: TalkPlace, what: 'edit' | 'suggest'): ReadonlySet<string> {
  const prefix = `${accountId}:${what}:`
  const names = useDraftNames(prefix)
  return useMemo(() => new Set(names.map((name) => name.slice(prefix.length))), [names, prefix])
}

/** The replies that the reader has begun in this chapter and not sent. */
export function useReplyDrafts(place: TalkPlace): ReplyDraft[] {
  const names = useDraftNames(`${place.accountId}:${prefixOf(place)}:`)
  return useMemo(
    () =>
      names.map((name) => {
        const [kind, subjectId = '', parentId] = name.split(':').slice(-3)
        const subjectKind = kind === 'annotation' || kind === 'answer' ? kind : 'question'
        return { name, subjectKind, subjectId, parentId: parentId === 'top' ? null : (parentId ?? null) }
      }),
    [names],
  )
}
