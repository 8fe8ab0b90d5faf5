import 'server-only'
import type { MeetingAction } from '#domain/live-meeting/action.ts'
import type { Tx } from '#server/db.ts'

/** People whom an action names. */
export function namedIn(action: MeetingAction): string[] {
  switch (action.type) {
    case 'turn-asked':
      return [action.speakerId]
    case 'gathering-answered':
    case 'gathering-shown':
    case 'reading-left':
      return [action.personId]
    case 'reading-given':
      return [action.readerId]
    case 'reading-opened':
      return action.parts.map(({ readerId }) => readerId)
    case 'role-given':
      return action.holderId === null ? [] : [action.holderId]
    case 'line-written':
      return [action.ownerId, action.byId].flatMap((id) => id ?? [])
    case 'item-changed':
    case 'line-changed':
      return action.ownerId === null ? [] : [action.ownerId]
    case 'item-added':
      return action.item.ownerId === null ? [] : [action.item.ownerId]
    case 'agenda-set':
      return action.items.flatMap(({ ownerId }) => ownerId ?? [])
    default:
      return []
  }
}

/** Those whom some actions name that are members. */
export async function membersNamed(tx: Tx, groupId: string, actions: MeetingAction[]): Promise<Set<string>> {
  const named = actions.flatMap(namedIn)
  if (named.length === 0) return new Set()
  const rows = await tx.membership.findMany({ where: { groupId, userId: { in: named } }, select: { userId: true } })
  return new Set(rows.map(({ userId }) => userId))
}
