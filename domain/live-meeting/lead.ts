import type { MeetingAction } from '#domain/live-meeting/action.ts'
import type { MeetingRun } from '#domain/live-meeting/run.ts'

/**
 * Where in the text a meeting is: for whoever follows it in their own chapter. `title` is the current item's, null while none is open;
 * `paragraph` and `questionId` are null where it is about no paragraph, or no question.
 */
export type Lead = { title: string | null; chapter: string; paragraph: string | null; questionId: string | null }

const MOVING = new Set<MeetingAction['type']>(['started', 'reopened', 'item-opened', 'paragraph-shown', 'reading-opened', 'reading-closed'])

/** Whether a meeting may be at another place of the text after something happened in it. */
export const movesMeeting = ({ type }: MeetingAction): boolean => MOVING.has(type)

/** @param ownChapter the meeting's, where the item that is open names none */
export function leadOf({ phase, items, currentId, paragraph }: MeetingRun, ownChapter: string): Lead {
  const item = phase === 'RUNNING' ? items.find(({ id }) => id === currentId) : undefined
  if (!item) return { title: null, chapter: ownChapter, paragraph: null, questionId: null }
  const { title, chapter = ownChapter, paragraphs, questionId } = item
  return { title, chapter, paragraph: paragraph ?? paragraphs[0] ?? null, questionId }
}
