import { z } from 'zod'
import { PersonName } from '#domain/account.ts'
import { Slug } from '#domain/guide.ts'
import { isLanguage } from '#domain/languages.ts'
import { shownName } from '#domain/name.ts'
import { fault } from '#domain/problem.ts'
import { TimeZone } from '#domain/time-zone.ts'

export const Role = z.enum(['OWNER', 'FACILITATOR', 'MEMBER'])
export type Role = z.infer<typeof Role>

export const InGroup = z.object({ groupId: z.uuid() })
export type InGroup = z.infer<typeof InGroup>
export const InChapter = InGroup.extend({ chapter: Slug })
export type InChapter = z.infer<typeof InChapter>

export const GroupName = shownName({ min: 2, max: 80, empty: fault('groupNameShort') })

/** `id` is made by the browser, so that sending the form twice makes one group. */
export const CreateGroup = z.object({ id: z.uuid(), guide: Slug, name: GroupName })
export type CreateGroup = z.infer<typeof CreateGroup>
/** An address on the net, or nothing. */
const CallLink = z.union([z.literal(''), z.url({ protocol: /^https?$/, error: fault('linkShape') }).max(500, fault('atMost'))])
/** What is left out stays as it is. */
export const UpdateGroup = InGroup.extend({
  name: GroupName,
  welcome: z.string().trim().max(1_000, fault('atMost')).optional(),
  callLink: CallLink.optional(),
  language: z.union([z.literal(''), z.string().max(35).refine(isLanguage)], fault('chooseLanguage')).optional(),
  timeZone: z.union([z.literal(''), TimeZone], fault('chooseTimeZone')).optional(),
  presence: z.enum(['on', 'off']).optional(),
  attendance: z.enum(['on', 'off']).optional(),
  turns: z.enum(['on', 'off']).optional(),
})
export type UpdateGroup = z.infer<typeof UpdateGroup>

export const AboutMember = InGroup.extend({ userId: z.uuid() })
export type AboutMember = z.infer<typeof AboutMember>
/** What this group calls the viewer from now on. */
export const ChooseName = InGroup.extend({ name: PersonName })
export type ChooseName = z.infer<typeof ChooseName>
/** What becomes of the words of somebody who leaves: they stay as they are, stay without a name, or go. */
export const WordsLeft = z.enum(['keep', 'nameless', 'remove'])
export type WordsLeft = z.infer<typeof WordsLeft>
export const LeaveGroup = InGroup.extend({ words: WordsLeft })
export type LeaveGroup = z.infer<typeof LeaveGroup>
/**
 * `words`: what becomes of what they said to the group; what they kept to themselves stays theirs. `withdrawLinks`: not only the links that they
 * made end, but every open one: they may have come by any, and hold it still.
 */
export const RemoveMember = AboutMember.extend({ words: WordsLeft.default('keep'), withdrawLinks: z.boolean().default(false) })
export type RemoveMember = z.infer<typeof RemoveMember>
/** Making somebody else OWNER hands ownership over: the viewer becomes a facilitator. */
export const UpdateMember = AboutMember.extend({ role: Role })
export type UpdateMember = z.infer<typeof UpdateMember>

/** Days between the wish to delete a group and its end: so long the owner can take it back, and everybody can take along what they need. */
export const DELETION_DAYS = 14
/** Lets a group end in `DELETION_DAYS`, or go on. */
export const UpdateDeletion = InGroup.extend({ deletes: z.boolean() })
export type UpdateDeletion = z.infer<typeof UpdateDeletion>

/** Closes a group to more words, or lets it go on. */
export const UpdateArchiving = InGroup.extend({ archived: z.boolean() })
export type UpdateArchiving = z.infer<typeof UpdateArchiving>

/** A group in the viewer's list. */
export type GroupItem = {
  id: string
  name: string
  guide: string
  guideTitle: string
  role: Role
  members: number
  unread: number
  archived: boolean
}

export type Group = {
  id: string
  name: string
  guide: string
  role: Role
  /** Plain words to whoever comes in; empty for none. */
  welcome: string
  /** Where the group meets on the net; empty for nowhere. */
  callLink: string
  /** Slug of the chapter of the next meeting, or the guide's first. */
  currentChapter: string
  /** Id of the meeting that is live now. */
  runningMeeting: string | null
  /** When it goes for good; null when it stays. */
  deletesAt: string | null
  /** Since when it can be read and nothing more said in it; null while it goes on. */
  archivedAt: string | null
  /** When its names become pseudonyms, from a week before. */
  namesFadeAt: string | null
  /** The language that its members write in (BCP 47); empty where none is chosen. */
  language: string
  /** IANA name of the zone that its sessions are planned in; empty where none is chosen. */
  timeZone: string
  /** Members see how many read a chapter at this moment, and who is writing. */
  showsPresence: boolean
  /** Who was there and who spoke is kept after its sessions. */
  keepsAttendance: boolean
  /** So is how often and how long each spoke. */
  keepsTurns: boolean
  can: { invite: boolean; planMeetings: boolean; rename: boolean; changeRoles: boolean }
}

export type Member = {
  userId: string
  name: string
  role: Role
  joinedAt: string
  isViewer: boolean
  /** Roles that the viewer may give to this member. */
  roles: Role[]
  can: { remove: boolean; leave: boolean; helpBack: boolean }
}
