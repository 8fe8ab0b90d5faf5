import { z } from 'zod'
import { InGroup } from '#domain/group.ts'
import { Slug } from '#domain/guide.ts'

/** What a transaction tells every process: where something changed, and of a live meeting what happened. Browsers are told what they may hear. */
export const LiveEvent = z.object({
  groupId: z.uuid(),
  /** `group`: so much changed at once that all of it is to be fetched anew; `thread`: it was resolved or opened again; `edition`: a chapter's annotations were carried into another text (`id` is the group's); `change`: somebody decided about one; `asked-question`: how a group deals with a question changed, `opened-question`: and with it who sees its answers; `meeting-event`: things happened in a live meeting (`id` is the meeting's), from number `seq` on. */
  noun: z.enum([
    ...([
      'annotation',
      'comment',
      'thread',
      'answer',
      'question',
      'asked-question',
      'opened-question',
      'group-answer',
      'group-answer-words',
    ] as const),
    ...(['group', 'meeting', 'meeting-event', 'member', 'edition', 'change'] as const),
  ]),
  id: z.uuid(),
  chapter: z.string().optional(),
  seq: z.int().optional(),
  /** Of `meeting-event`, while it is not too long for a notification: what happened as the meeting's streams tell it, up to number `last`. */
  happened: z.object({ text: z.string(), last: z.int() }).optional(),
  /** Of `meeting-event`: the meeting is at another place now, which whoever follows it in a chapter looks up. */
  moves: z.literal(true).optional(),
  /** Set where it is gone for everybody: there is nothing to fetch. */
  removed: z.literal(true).optional(),
  /** Set where not everybody in the group may hear of it. */
  onlyFor: z.array(z.uuid()).optional(),
})
export type LiveEvent = z.infer<typeof LiveEvent>

/** What tells every process that sessions of somebody have ended, so that nobody goes on listening with one. */
export const SessionsEnded = z.object({ sessionsOf: z.uuid() })
export type SessionsEnded = z.infer<typeof SessionsEnded>

/**
 * A process asks the others for the keys that they hold, or tells another one of them, so that nobody else can read it. `keysFrom` and `to` are the
 * public keys of processes, which are their names.
 */
export const KeysTold = z.object({ keysFrom: z.string().max(100), to: z.string().max(100).optional(), sealed: z.string().optional() })
export type KeysTold = z.infer<typeof KeysTold>

/**
 * `since`: the moment that the page was made at which opens the stream, as the page was told it. `chapter`: the one that is read on it, for
 * whoever wants to be counted.
 */
export const OpenLive = InGroup.extend({ since: z.string().max(100).optional(), chapter: Slug.max(200).optional() })
export type OpenLive = z.infer<typeof OpenLive>
