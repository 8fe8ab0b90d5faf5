import { z } from 'zod'
import { InChapter, InGroup } from '#domain/group.ts'
import { ThreadSubject } from '#domain/thread.ts'

/** Whether the viewer is counted among those reading in this group, and seen when they write. */
export const UpdatePresence = InGroup.extend({ shown: z.boolean() })
export type UpdatePresence = z.infer<typeof UpdatePresence>

/** Says that the viewer is writing a reply in a thread, or has stopped. */
export const TellWriting = InChapter.extend({ subject: ThreadSubject, writing: z.boolean() })
export type TellWriting = z.infer<typeof TellWriting>

/** Most readers of one chapter that one process tells of: with more, the number stays there. */
export const MOST_READERS = 150

/** What a process tells of who reads a chapter through it, all of them each time. Nothing of it is kept. */
export const ReadersTold = z.object({
  readersOf: z.uuid(),
  chapter: z.string(),
  process: z.uuid(),
  readers: z.array(z.uuid()).max(MOST_READERS),
})
export type ReadersTold = z.infer<typeof ReadersTold>

/** A process that has just begun to listen asks the others who reads. */
export const ReadersAsked = z.object({ readersAskedBy: z.uuid() })
export type ReadersAsked = z.infer<typeof ReadersAsked>

/** Somebody, or where `userId` is left out everybody in a group, is counted no more. */
export const PresenceOff = z.object({ presenceOffIn: z.uuid(), userId: z.uuid().optional() })
export type PresenceOff = z.infer<typeof PresenceOff>

/** Somebody is writing a reply below a note, an answer or a question (`about` is its id), or has stopped. */
export const WritingTold = z.object({
  writingIn: z.uuid(),
  chapter: z.string(),
  about: z.string(),
  writer: z.object({ id: z.uuid(), name: z.string() }),
  writing: z.boolean(),
  /** Set where not everybody in the group may hear of it. */
  onlyFor: z.array(z.uuid()).optional(),
  notFor: z.array(z.uuid()),
})
export type WritingTold = z.infer<typeof WritingTold>

export const PresenceTold = z.union([ReadersTold, ReadersAsked, PresenceOff, WritingTold])
export type PresenceTold = z.infer<typeof PresenceTold>

/** What a browser hears of it. */
export type WritingHeard = Pick<WritingTold, 'about' | 'writer' | 'writing'>
