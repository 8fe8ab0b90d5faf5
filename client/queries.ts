import { queryOptions } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { keys } from '#client/query-keys.ts'
import { fetchTalk, keepKnown, type Said, type TalkNoun, type TalkPlace } from '#client/talk-cache.ts'
import { learnViewer } from '#client/viewer.ts'
import type { Account, SessionItem } from '#domain/account.ts'
import type { Annotation } from '#domain/annotation.ts'
import type { Answering } from '#domain/asked-question.ts'
import type { Changes, Edition } from '#domain/change.ts'
import type { GroupItem, Member } from '#domain/group.ts'
import type { GroupAnswer, GroupAnswerHistory } from '#domain/group-answer.ts'
import type { GuideItem } from '#domain/guide.ts'
import type { BlockItem, Draft, DraftItem, ListReport, Piece, PlacedEntry, Publication } from '#domain/import-draft.ts'
import type { ImportedTextItem } from '#domain/imported-text.ts'
import type { Calls } from '#domain/inbox.ts'
import type { InvitationItem } from '#domain/invitation.ts'
import type { Meeting, MeetingItem } from '#domain/meeting.ts'
import type { Resolution } from '#domain/thread.ts'
import type { UnclearParagraph } from '#domain/unclear.ts'
import type { ChapterActivity } from '#domain/visit.ts'

/*
 * What pages ask the server for: under which key an answer is kept, from where it comes and what it is, in one place. Hooks take a query from
 * here; a page that brings the answer along puts it under the same one, and the compiler sees that it is the same kind.
 */

/** An answer of our API, by its address. */
const from = <Answer>(queryKey: readonly (string | number)[], path: string) =>
  queryOptions({ queryKey, queryFn: ({ signal }) => ask<Answer>('GET', path, undefined, signal) })

const ofGroup = (groupId: string, path: string) => `/api/groups/${groupId}/${path}`
const ofChapter = ({ groupId, chapter }: TalkPlace, path: string) => ofGroup(groupId, `${path}?${new URLSearchParams({ chapter })}`)

/** Everything of one kind that was said about a chapter. Live events keep it right, so looking away and back asks for nothing. */
export const talkQuery = <Item extends Said>(noun: TalkNoun<Item>, { groupId, chapter }: TalkPlace) =>
  queryOptions({
    queryKey: noun.key(groupId, chapter),
    queryFn: ({ signal }) => fetchTalk(noun, { groupId, chapter }, signal),
    refetchOnWindowFocus: false,
    structuralSharing: (known, list) => keepKnown(known as Item[] | undefined, list as Item[]),
  })

export const accountQuery = () =>
  queryOptions({
    queryKey: keys.account,
    queryFn: async ({ signal }) => {
      const account = await ask<Account | null>('GET', '/api/account', undefined, signal)
      learnViewer(account && { userId: account.userId, name: account.name })
      return account
    },
    staleTime: 60_000,
    // A page that opened without a network learns who reads it as soon as it can.
    refetchInterval: ({ state }) => (state.status === 'error' ? 10_000 : false),
  })
export const sessionsQuery = () => from<SessionItem[]>(keys.sessions, '/api/account/sessions')
export const textsQuery = () => from<GuideItem[]>(keys.texts, '/api/texts')
export const importedTextsQuery = () => from<ImportedTextItem[]>(keys.importedTexts, '/api/imported-texts')

const draftPath = (draftId: string) => `/api/import-drafts/${draftId}`
export const importDraftsQuery = () => from<DraftItem[]>(keys.importDrafts, '/api/import-drafts')
export const importDraftQuery = (id: string) => from<Draft>(keys.importDraft(id), draftPath(id))
export const blocksQuery = (id: string, version: number, sectionId: string, start: number) =>
  from<Piece<BlockItem>>(
    [...keys.importDraft(id), 'blocks', sectionId, start, version],
    `${draftPath(id)}/sections/${sectionId}?from=${start}`,
  )
export const reportQuery = (id: string, version: number, kind: ListReport['kind'], start: number) =>
  from<Piece<PlacedEntry>>([...keys.importDraft(id), 'report', kind, start, version], `${draftPath(id)}/report?kind=${kind}&from=${start}`)
export const publicationQuery = (id: string, version: number, slug: string) =>
  from<Publication>([...keys.publication(id), slug, version], `${draftPath(id)}/publication`)

export const groupsQuery = () => from<GroupItem[]>(keys.groups, '/api/groups')
export const membersQuery = (groupId: string) => from<Member[]>(keys.members(groupId), ofGroup(groupId, 'members'))
export const invitationsQuery = (groupId: string) => from<InvitationItem[]>(keys.invitations(groupId), ofGroup(groupId, 'invitations'))
export const activityQuery = (groupId: string) => from<ChapterActivity[]>(keys.activity(groupId), ofGroup(groupId, 'activity'))
export const callsQuery = (groupId: string) => from<Calls>(keys.calls(groupId), ofGroup(groupId, 'calls'))
export const tagsQuery = (groupId: string) => from<string[]>(keys.tags(groupId), ofGroup(groupId, 'tags'))
export const changesQuery = (groupId: string) => from<Changes>(keys.changes(groupId), ofGroup(groupId, 'changes'))

const meetingsPath = (groupId: string) => ofGroup(groupId, 'meetings')
export const meetingsQuery = (groupId: string) => from<MeetingItem[]>(keys.meetings(groupId), meetingsPath(groupId))
export const meetingQuery = (groupId: string, id: string) => from<Meeting>(keys.meeting(groupId, id), `${meetingsPath(groupId)}/${id}`)
/** The id of the meeting that is live in a group now, or null. Live updates say when to look again. */
export const runningMeetingQuery = (groupId: string) =>
  queryOptions({
    queryKey: keys.runningMeeting(groupId),
    queryFn: async ({ signal }) => {
      const meetings = await ask<MeetingItem[]>('GET', meetingsPath(groupId), undefined, signal)
      return meetings.find(({ phase }) => phase === 'RUNNING')?.id ?? null
    },
    staleTime: Number.POSITIVE_INFINITY,
  })

export const resolutionsQuery = (place: TalkPlace) => inChapter<Resolution[]>(keys.resolutions, place, 'resolutions')
export const editionQuery = (place: TalkPlace) => inChapter<Edition>(keys.edition, place, 'edition')
export const askedQuestionsQuery = (place: TalkPlace) => inChapter<Answering>(keys.askedQuestions, place, 'asked-questions')
export const groupAnswersQuery = (place: TalkPlace) => inChapter<GroupAnswer[]>(keys.groupAnswers, place, 'group-answers')
export const unclearQuery = (place: TalkPlace) =>
  from<UnclearParagraph[]>(keys.unclear(place.groupId, place.chapter), ofChapter(place, 'unclear'))
export const historyQuery = (groupId: string, groupAnswerId: string) =>
  from<GroupAnswerHistory>(keys.groupAnswerHistory(groupId, groupAnswerId), ofGroup(groupId, `group-answers/${groupAnswerId}/versions`))
export const annotationQuery = (groupId: string, id: string) =>
  from<Annotation>(keys.annotation(groupId, id), ofGroup(groupId, `annotations/${id}`))

const inChapter = <Answer>(key: (groupId: string, chapter: string) => readonly string[], place: TalkPlace, path: string) => ({
  ...from<Answer>(key(place.groupId, place.chapter), ofChapter(place, path)),
  refetchOnWindowFocus: false,
})
