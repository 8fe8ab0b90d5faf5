import type { Role } from '#domain/group.ts'

/** Roles as people read them, and what each may do. */
export const ROLE_WORDS: Record<Role, { name: string; may: string }> = {
  OWNER: { name: 'Owner', may: 'Does all that facilitators do, gives roles, renames the group.' },
  FACILITATOR: { name: 'Facilitator', may: 'Invites people, plans the study sessions, writes down who was there.' },
  MEMBER: { name: 'Member', may: 'Reads, marks, answers and talks.' },
}
