/** Every query's key, in one place, so that live updates find what they concern. All of a group's keys begin with its id. */
export const keys = {
  account: ['account'] as const,
  sessions: ['account', 'sessions'] as const,
  groups: ['groups'] as const,
  texts: ['texts'] as const,
  group: (groupId: string) => ['group', groupId] as const,
  members: (groupId: string) => ['group', groupId, 'member'] as const,
  invitations: (groupId: string) => ['group', groupId, 'invitation'] as const,
  activity: (groupId: string) => ['group', groupId, 'activity'] as const,
  annotations: (groupId: string, chapter: string) => ['group', groupId, 'annotation', chapter] as const,
  comments: (groupId: string, chapter: string) => ['group', groupId, 'comment', chapter] as const,
  edition: (groupId: string, chapter: string) => ['group', groupId, 'edition', chapter] as const,
  changes: (groupId: string) => ['group', groupId, 'change'] as const,
  answers: (groupId: string, chapter: string) => ['group', groupId, 'answer', chapter] as const,
  meetings: (groupId: string) => ['group', groupId, 'meeting'] as const,
  meeting: (groupId: string, meetingId: string) => ['group', groupId, 'meeting', meetingId] as const,
}
