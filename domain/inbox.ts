import type { MeetingRole } from '#domain/live-meeting/action.ts'

/** Words of somebody else that concern a member: a reply to theirs, or words that name them. */
export type InboxItem = {
  noun: 'annotation' | 'comment' | 'answer' | 'question'
  id: string
  reason: 'reply' | 'mention'
  /** Null once the account is gone. */
  creator: string | null
  createdAt: string
  /** The beginning of the words. */
  opening: string
  unread: boolean
}

/** What concerns a member in one thread, the newest first. */
export type InboxThread = { chapter: string; chapterTitle: string; subject: string; items: InboxItem[] }

/** Whether something that concerns a member waits to be seen. */
export type Calls = { waiting: boolean }

type AskedSession = { meetingId: string; chapterTitle: string; startsAt: string }

/** What the group and those who plan its sessions ask of a member. */
export type Asks = {
  /** Soon, and they have not said whether they come. */
  sessions: AskedSession[]
  /** Roles that they were given in sessions to come. */
  roles: (AskedSession & { role: MeetingRole })[]
  /** What they took on in earlier sessions, and nobody has settled. `due` is a date. */
  todos: (AskedSession & { text: string; due: string | null })[]
  /** Proposed answers of the group on which they have taken no position. */
  answers: { chapter: string; chapterTitle: string; questionId: string }[]
}
