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
