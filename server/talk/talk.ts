import 'server-only'
import { Role } from '#domain/group.ts'
import { mayEditWords, mayRemoveWords, mayRestoreWords, RESTORE_HOURS } from '#domain/permissions.ts'
import { Problem, type Sentence, say } from '#domain/problem.ts'
import { outsider } from '#domain/viewer.ts'
import { Prisma } from '#server/db.ts'
import { booleanJson, literal, objectJson, plainJson, textJson } from '#server/json-sql.ts'
import type { Fresh, Kept } from '#server/markdown/render.ts'
import { READER } from '#server/reading.ts'
import { type Member, waiting } from '#server/visibility.ts'

/** What rows of annotations, comments and answers have in common. */
export type Written = Kept & {
  /** Null once the account is gone. */
  creatorId: string | null
  createdAt: Date
  /** When its words were last written, or first shown to the group. */
  wordsAt: Date
  editedAt: Date | null
} & Removable

/** What tells whether words were taken away, and why. */
type Removable = { deletedAt: Date | null; removal: (typeof REMOVALS)[number] | 'HELD' | null }
const REMOVALS = ['WITHDRAWN', 'MODERATED'] as const

/** A stretch of time, both its ends within it, in milliseconds since 1970. */
export type Stretch = { from: number; to: number }

/** Who reads a chapter's talk, and what they have seen of it: what was written within one of these stretches, which are in order. */
export type Reader = Member & { seen: readonly Stretch[] }

/** Whoever has just written something, reading it. */
export const asWriter = ({ userId, role }: Member): Reader => ({ userId, role, seen: [] })

/** What annotations, comments and answers show alike. Of something deleted no words are left. */
export function present(row: Fresh<Written>, reader: Reader) {
  const isCreator = row.creatorId === reader.userId
  const waits = waiting.isShownTo(row, reader)
  const deleted = row.deletedAt !== null && !waits
  const body = deleted ? '' : row.body
  return {
    body,
    html: body && row.html,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    edited: row.editedAt !== null && !deleted,
    deleted,
    waits,
    unread: !deleted && isUnread(row, reader),
    can: {
      edit: !deleted && !waits && mayEditWords({ isCreator }),
      remove: !deleted && !waits && mayRemoveWords({ isCreator }),
      restore: mayRestore(row, reader),
    },
  }
}

/** Whether somebody else wrote words that the reader has not seen. What else changes about a row is nothing to read. */
export function isUnread({ creatorId, wordsAt }: Pick<Written, 'creatorId' | 'wordsAt'>, { userId, seen }: Reader): boolean {
  return creatorId !== userId && !isWithin(seen, wordsAt.getTime())
}

/** Whether a moment lies in one of the stretches. */
function isWithin(stretches: readonly Stretch[], moment: number): boolean {
  let [low, high] = [0, stretches.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stretches[middle]?.to ?? moment) < moment) low = middle + 1
    else high = middle
  }
  return (stretches[low]?.from ?? Infinity) <= moment
}

/** `present` as pieces of JSON, for rows under an alias of any of the tables that it is for. */
export function presentSql(alias: string, seen: Prisma.Sql): Record<keyof ReturnType<typeof present>, Prisma.Sql> {
  const at = (column: string) => Prisma.raw(`${alias}.${column}`)
  const waits = waiting.shownToSql(READER, alias)
  const stands = Prisma.sql`(${at('deleted_at')} IS NULL OR ${waits})`
  const isCreator = Prisma.sql`(${at('creator_id')} IS NOT DISTINCT FROM ${READER.userId})`
  const can = (isCreator: boolean) =>
    literal(JSON.stringify({ edit: mayEditWords({ isCreator }), remove: mayRemoveWords({ isCreator }), restore: false }))
  const gone = { edit: Prisma.sql`'false'`, remove: Prisma.sql`'false'`, restore: booleanJson(mayRestoreSql(alias, isCreator)) }
  return {
    body: textJson(Prisma.sql`CASE WHEN ${stands} THEN ${at('body')} ELSE '' END`),
    html: textJson(Prisma.sql`CASE WHEN ${stands} AND ${at('body')} <> '' THEN ${at('html')} ELSE '' END`),
    version: at('version'),
    createdAt: plainJson(momentSql(at('created_at'))),
    edited: booleanJson(Prisma.sql`${at('edited_at')} IS NOT NULL AND ${stands}`),
    deleted: booleanJson(Prisma.sql`NOT ${stands}`),
    waits: booleanJson(waits),
    unread: booleanJson(Prisma.sql`${stands} AND NOT ${isCreator} AND NOT COALESCE(${seen} @> ${at('words_at')}, FALSE)`),
    can: Prisma.sql`CASE WHEN ${at('deleted_at')} IS NOT NULL THEN ${objectJson(gone)} WHEN ${isCreator} THEN ${can(true)} ELSE ${can(false)} END`,
  }
}

/** The creator of a note or a comment as JSON, as `creatorOf`. */
export function creatorSql(alias: string): Prisma.Sql {
  const at = (column: string) => Prisma.raw(`${alias}.${column}`)
  const member = objectJson({ id: plainJson(Prisma.sql`u.id`), name: textJson(Prisma.sql`u.name`) })
  const id = textJson(Prisma.sql`${literal(outsider('').id)} || ${at('creator_name')}`)
  const other = objectJson({ id, name: textJson(at('creator_name')) })
  return Prisma.sql`COALESCE((SELECT ${member} FROM users u WHERE u.id = ${at('creator_id')}),
    CASE WHEN ${at('creator_name')} IS NOT NULL THEN ${other} END, 'null')`
}

/** A moment as JSON has it. */
const momentSql = (column: Prisma.Sql) => Prisma.sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** `mayRestore` for rows that were taken away: the rule is asked about everybody, at once and long after. */
function mayRestoreSql(alias: string, isCreator: Prisma.Sql): Prisma.Sql {
  const at = (column: string) => Prisma.raw(`${alias}.${column}`)
  const inTime = Prisma.sql`${at('deleted_at')} >= now() - make_interval(hours => ${Prisma.raw(String(RESTORE_HOURS))})`
  const cases = REMOVALS.flatMap((removal) =>
    [true, false].flatMap((own) =>
      Role.options.flatMap((role) => {
        const may = (now: number) => mayRestoreWords({ removal, isCreator: own, role, deletedAt: new Date(0), now })
        if (!may(0)) return []
        const who = Prisma.sql`${isCreator} = ${Prisma.raw(String(own))} AND ${READER.role} = ${literal(role)}::"Role"`
        return [
          Prisma.sql`(${at('removal')} = ${literal(removal)}::"Removal" AND ${who} AND ${may(Number.MAX_SAFE_INTEGER) ? Prisma.sql`TRUE` : inTime})`,
        ]
      }),
    ),
  )
  return Prisma.sql`(${at('removal')} IS NOT NULL AND (${Prisma.join(cases, ' OR ')}))`
}

/** What a row says of words that their own writer takes back. */
export const withdrawnBy = (userId: string) => ({ deletedAt: new Date(), removal: 'WITHDRAWN' as const, removedById: userId })
/** What it says of words that a facilitator takes out of the group's sight. */
export const moderatedBy = (userId: string) => ({ deletedAt: new Date(), removal: 'MODERATED' as const, removedById: userId })
/** What it says of the first words of a new member, until a facilitator has looked at them. */
export const held = () => ({ deletedAt: new Date(), removal: 'HELD' as const, removedById: null })
/** What it says once a facilitator has let them in: they are new to the group now. */
export const approved = () => ({ ...RESTORED, wordsAt: new Date() })
/** @throws Problem `forbidden` for a new member: what was approved stands as it was, and what is written together is written by others */
export function requireTrust(waits: boolean, sentence: Sentence = say('firstWordsStay')): void {
  if (waits) throw new Problem('forbidden', sentence)
}
/** What it says once they are back. */
export const RESTORED = { deletedAt: null, removal: null, removedById: null }

type Taken = Removable & { creatorId: string | null }

function mayRestore({ deletedAt, removal, creatorId }: Taken, { userId, role }: Member): boolean {
  if (deletedAt === null || removal === null) return false
  return mayRestoreWords({ removal, isCreator: creatorId === userId, role, deletedAt, now: Date.now() })
}

/** What was taken away is there for whoever wrote it, and for whoever may bring it back. */
export function isThereFor(row: Taken, member: Member): boolean {
  return row.deletedAt === null || row.creatorId === member.userId || mayRestore(row, member)
}

/** @throws Problem `forbidden` for what somebody else took away, `gone` when it is too late */
export function requireRestorable(row: Taken, member: Member): void {
  if (mayRestore(row, member)) return
  if (row.removal === 'MODERATED') throw new Problem('forbidden', say('moderated'))
  throw new Problem('gone', say('tooLateToRestore', { hours: RESTORE_HOURS }))
}

/**
 * An edit that started from older words than those that stand. Both travel, so that nothing typed is lost.
 * @param more what else stands now besides the words
 */
export function staleEdit(current: Pick<Written, 'body' | 'version'>, yours: string, more: { tags?: string[] } = {}): Problem {
  return new Problem('conflict', say('changedElsewhere'), {
    current: { body: current.body, version: current.version, ...more },
    yours,
  })
}

/** What was to be changed or replied to has been deleted. */
export function deletedMeanwhile(yours = ''): Problem {
  return new Problem('gone', say('deletedMeanwhile'), { yours })
}
