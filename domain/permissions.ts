import type { Sharing } from '#domain/answer.ts'
import type { Role } from '#domain/group.ts'
import type { AnswerState } from '#domain/group-answer.ts'
import type { Audience } from '#domain/guide.ts'

/**
 * The rules of the house as sentences. Each takes plain facts and says yes or no; `server/access.ts` fetches the facts.
 * Being a member is settled before any of these is asked: strangers get nothing.
 */
type Facts = { role: Role; isCreator: boolean }

const leads = (role: Role) => role === 'OWNER' || role === 'FACILITATOR'

/** People change only their own words. */
export const mayEditWords = ({ isCreator }: Pick<Facts, 'isCreator'>) => isCreator
/** People take back only their own words. */
export const mayRemoveWords = ({ isCreator }: Pick<Facts, 'isCreator'>) => isCreator
/** Taking back can be undone for a day. */
export const RESTORE_HOURS = 24

/**
 * Whoever took words away brings them back: people what they took back themselves, within a day; facilitators what they took out of the
 * group. `now` is in milliseconds since 1970.
 */
export function mayRestoreWords(facts: Facts & { removal: 'WITHDRAWN' | 'MODERATED' | 'HELD'; deletedAt: Date; now: number }): boolean {
  // What waits was never there: facilitators approve it, or do not.
  if (facts.removal === 'HELD') return false
  if (facts.removal === 'MODERATED') return mayModerate(facts)
  return facts.isCreator && facts.now - facts.deletedAt.getTime() <= RESTORE_HOURS * 3600 * 1000
}
/** Facilitators take others' words out of the group's sight, and decide about what was flagged; never about their own. */
export const mayModerate = ({ role, isCreator }: Facts) => leads(role) && !isCreator
/** Facilitators see what was flagged and what is hidden. */
export const maySeeFlags = (role: Role) => leads(role)
/** Only the owner reads everything that was done about anybody's words. */
export const maySeeModeration = (role: Role) => role === 'OWNER'
/** People point facilitators to others' words, and hide them from their own sight; theirs they take back. */
export const mayFlag = ({ isCreator }: Pick<Facts, 'isCreator'>) => !isCreator
/** Where a group asks for it, the first posts of a new member wait for a facilitator. */
export const mustWait = (facts: { role: Role; holdsFirst: number; toApprove: number }) =>
  facts.role === 'MEMBER' && facts.holdsFirst > 0 && facts.toApprove > 0
/** What waits is taken away from everybody but whoever wrote it; facilitators find it where they decide about it. */
export const maySeeWaiting = ({ isCreator }: Pick<Facts, 'isCreator'>) => isCreator
/** Facilitators say whether first posts wait, let them in, and trust a new member. */
export const mayApprove = (role: Role) => leads(role)
/** What is private is its creator's alone. */
export const maySee = (facts: { visibility: 'PRIVATE' | 'GROUP'; isCreator: boolean }) => facts.visibility === 'GROUP' || facts.isCreator

/** What is kept private is its writer's alone; what is shared is seen once the question is open to the reader. */
export const maySeeAnswer = (facts: { sharing: Sharing; isCreator: boolean }) => facts.isCreator || facts.sharing !== 'PRIVATE'
/** Answer first: a question is open to whoever has answered it, and to everybody once facilitators have revealed the answers. */
export const isQuestionOpen = (facts: { answerFirst: boolean; revealed: boolean; answered: boolean }) =>
  !facts.answerFirst || facts.revealed || facts.answered
/** The group's answer is seen with the answers that it is made of; once it is agreed, by everybody. */
export const maySeeGroupAnswer = (facts: { state: AnswerState; isOpen: boolean }) =>
  facts.isOpen || facts.state === 'AGREED' || facts.state === 'RECORDED'
/** Facilitators write down that an answer is agreed, put it into the record and open it again. */
export const maySettleAnswers = (role: Role) => leads(role)
/** Facilitators let other groups read what theirs agreed on, and take that back. */
export const mayShowCircle = (role: Role) => leads(role)
/** Facilitators show the answers to everybody, and say how the group answers. */
export const mayRevealAnswers = (role: Role) => leads(role)

/** When a text's words changed under a note, its creator decides what becomes of it; facilitators, for what the group sees. */
export const mayDecideChange = (facts: Facts & { visibility: 'PRIVATE' | 'GROUP' }) =>
  facts.isCreator || (facts.visibility === 'GROUP' && leads(facts.role))
/** Facilitators see what happened to everybody's notes that the group sees. */
export const maySeeChanges = (role: Role) => leads(role)
/** People take back only what they suggested themselves. */
export const mayWithdrawQuestion = ({ isCreator }: Pick<Facts, 'isCreator'>) => isCreator
/** Facilitators accept and decline what members suggest as questions. */
export const mayDecideQuestions = (role: Role) => leads(role)
/** A suggestion that was declined, and why, is between whoever made it and facilitators. */
export const maySeeDeclined = ({ role, isCreator }: Facts) => isCreator || leads(role)

/** Facilitators let people in. */
export const mayInvite = (role: Role) => leads(role)
/** Facilitators plan, move and cancel its meetings. */
export const mayPlanMeetings = (role: Role) => leads(role)
/** Facilitators steer its meetings, and whoever facilitates this one. */
export const maySteerMeeting = (facts: { role: Role; isFacilitator: boolean }) => leads(facts.role) || facts.isFacilitator
/** Facilitators read what is known before a meeting, and whoever facilitates this one until it is over. */
export const mayReadBrief = (facts: { role: Role; isFacilitator: boolean; isOver: boolean }) =>
  leads(facts.role) || (facts.isFacilitator && !facts.isOver)
/** A line of the minutes is changed by whoever wrote it, takes the notes or steers. */
export const mayChangeLine = (facts: { steers: boolean; takesNotes: boolean; isCreator: boolean }) =>
  facts.steers || facts.takesNotes || facts.isCreator
/** Whoever takes the notes or steers says what came of a meeting. */
export const mayWriteSummary = (facts: { steers: boolean; takesNotes: boolean }) => facts.steers || facts.takesNotes
/** Everyone says for themselves whether they come and are there; facilitators may tick anyone. */
export const mayMarkAttendance = (facts: { role: Role; isSelf: boolean }) => facts.isSelf || leads(facts.role)
/** Only the owner renames the group. */
export const mayRename = (role: Role) => role === 'OWNER'
/** Only the owner takes the whole group along, with who was in it and when they came. */
export const mayExportGroup = (role: Role) => role === 'OWNER'
/** Facilitators bring in notes out of a file: they come with the names of people who are not asked. */
export const mayBringNotes = (role: Role) => leads(role)
/** Only the owner deletes the group, and takes that back. */
export const mayDeleteGroup = (role: Role) => role === 'OWNER'
/** Only the owner says for how long the group keeps names. */
export const maySetNamesKept = (role: Role) => role === 'OWNER'
/** Only the owner archives the group, and opens it again. */
export const mayArchiveGroup = (role: Role) => role === 'OWNER'
/** Facilitators start again with the next circle: what it starts from, every member sees. */
export const mayStartNextCircle = (role: Role) => leads(role)
/** Only the owner changes roles and hands the group over. */
export const mayChangeRoles = (role: Role) => role === 'OWNER'

/** An owner may remove anyone else, a facilitator only plain members; nobody removes themselves (they leave). */
export function mayRemoveMember(facts: { role: Role; memberRole: Role; isSelf: boolean }): boolean {
  if (facts.isSelf) return false
  return facts.role === 'OWNER' || (facts.role === 'FACILITATOR' && facts.memberRole === 'MEMBER')
}

/** An owner helps members back who have lost every way into their account; nobody gets the place of an owner so. */
export const mayHelpBack = (facts: { role: Role; memberRole: Role; isSelf: boolean }) =>
  facts.role === 'OWNER' && facts.memberRole !== 'OWNER' && !facts.isSelf

/** The last owner hands the group over before leaving. */
export const mayLeave = (facts: { role: Role; owners: number }) => facts.role !== 'OWNER' || facts.owners > 1

/** Owners of the installation, and nobody else, see and change every text that was brought in, and take it away. */
export const mayImportTexts = ({ isInstallationOwner }: { isInstallationOwner: boolean }) => isInstallationOwner

/** Owners of the installation suspend accounts, and none of another owner: ownership is taken back first, at the terminal. */
export const maySuspendAccount = (account: { isInstallationOwner: boolean }) => !account.isInstallationOwner

/** Owners of the installation bring texts in; where they allow it, so does everyone else, since everyone may lead a group. */
export const mayBringTexts = (facts: { isInstallationOwner: boolean; textsFrom: 'OWNERS' | 'FACILITATORS' }) =>
  facts.isInstallationOwner || facts.textsFrom === 'FACILITATORS'
/** Whoever brings a text in, brings it for their own groups; only owners of the installation open it to others. */
export const mayOpenText = (facts: { isInstallationOwner: boolean; audience: Audience }) =>
  facts.isInstallationOwner || facts.audience === 'GROUPS'
/** A text at an address is replaced by owners of the installation, and by whoever put it there. */
export const mayReplaceText = (facts: { isInstallationOwner: boolean; isPublisher: boolean }) =>
  facts.isInstallationOwner || facts.isPublisher

/** Whether an imported text may be read outside of groups. Inside them it is their members' own affair. */
export function mayReadText(facts: {
  audience: Audience
  signedIn: boolean
  isInstallationOwner: boolean
  isPublisher: boolean
  studiesIt: boolean
}): boolean {
  if (facts.audience === 'EVERYONE') return true
  if (facts.audience === 'MEMBERS') return facts.signedIn
  return facts.isInstallationOwner || facts.isPublisher || facts.studiesIt
}
