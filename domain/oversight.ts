import { z } from 'zod'
import type { SaidNoun } from '#domain/moderation.ts'
import { fault } from '#domain/problem.ts'

/*
 * What an owner of the installation sees of it and does about it: numbers, and no words but those that somebody passed on to them
 * (decision 0051).
 */

/** Characters of the reason that those who are suspended read. */
const Reason = z.string().trim().max(500, fault('atMost'))

const Suspension = z.object({ suspended: z.boolean(), reason: Reason.default('') })
const hasReason = ({ suspended, reason }: z.infer<typeof Suspension>) => !suspended || reason !== ''
const MISSING = { path: ['reason'], error: fault('reasonMissing') }

/** Lets nobody in as somebody, or lets them in again. */
export const SuspendAccount = Suspension.extend({ userId: z.uuid() }).refine(hasReason, MISSING)
export type SuspendAccount = z.infer<typeof SuspendAccount>

/** Closes a group to everybody, or opens it again. */
export const SuspendGroup = Suspension.extend({ groupId: z.uuid() }).refine(hasReason, MISSING)
export type SuspendGroup = z.infer<typeof SuspendGroup>

export const AboutPassedOn = z.object({ flagId: z.uuid() })
export type AboutPassedOn = z.infer<typeof AboutPassedOn>

/** Since when somebody or something is suspended (ISO 8601), and why. */
export type SuspensionState = { since: string; reason: string } | null

/** An account in numbers. Weeks are named by their Monday, like 2026-11-23. */
export type AccountNumbers = {
  id: string
  /** Null for whoever has chosen none. */
  username: string | null
  joined: string
  /** The week in which they were last seen; null where no session tells. */
  lastWeek: string | null
  groups: number
  isOwner: boolean
  suspension: SuspensionState
  maySuspend: boolean
}

/** A group in numbers. It is recognised by its id, which stands in its address, and by its text. */
export type GroupNumbers = {
  id: string
  guideTitle: string
  started: string
  members: number
  /** Notes, comments and answers, private ones too. */
  said: number
  /** The week in which something was last said. */
  lastWeek: string | null
  archived: boolean
  suspension: SuspensionState
}

/** A text in numbers. */
export type TextNumbers = {
  slug: string
  title: string
  address: string
  /** Whether it was brought into this installation, and so is in its database. */
  imported: boolean
  chapters: number
  words: number
  /** Of what is kept of it; null for guides in files. */
  bytes: number | null
  /** Ids of the groups that study it. */
  groups: string[]
}

/** `accounts` are links to sign in, confirmations and warnings; `groups` letters and reminders. */
export type MailDay = { date: string; accounts: number; groups: number; failed: number }
/** How mail goes, the newest day first. `lastSent` and `lastFailed` are ISO 8601, and null where there was none lately. */
export type MailNumbers = { configured: boolean; waiting: number; lastSent: string | null; lastFailed: string | null; days: MailDay[] }

export type InstallationState = {
  version: string
  accounts: number
  suspendedAccounts: number
  groups: number
  suspendedGroups: number
  /** Milliseconds that the database took to answer. */
  databaseMs: number
  databaseBytes: number
  /** Of the disk that the data folder is on. */
  disk: { free: number; total: number }
  /** Jobs of the product that wait or run, by queue. */
  jobs: { queue: string; waiting: number }[]
  /** When the newest backup in the folder for backups was written; null without any. */
  lastBackup: string | null
  backupHours: number
  mail: MailNumbers
  passedOn: number
}

/** Words that somebody passed on: as whoever did it sees them now; null once they see nothing there. */
export type PassedOn = {
  id: string
  groupId: string
  reason: string
  at: string
  words: { noun: SaidNoun; body: string; html: string; creator: string | null } | null
}
