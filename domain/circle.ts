import { z } from 'zod'
import { InGroup } from '#domain/group.ts'
import { shownName } from '#domain/name.ts'
import { fault } from '#domain/problem.ts'

/** Lets other groups read what the group agreed on, under a name, or takes that back. */
export const UpdateCircle = z.discriminatedUnion('shown', [
  InGroup.extend({ shown: z.literal(true), name: shownName({ min: 2, max: 80, empty: fault('groupNameShort') }) }),
  InGroup.extend({ shown: z.literal(false) }),
])
export type UpdateCircle = z.infer<typeof UpdateCircle>

/** What another group answers to a question: under the name that it chose, and nothing more of it. */
export type CircleAnswer = { circle: string; html: string }

type Asked = { chapter: string; chapterTitle: string; questionId: string; question: string }

/** A question that the viewer's group has agreed on, with the HTML of what it and others answer. */
export type CircleQuestion = Asked & { own: string; answers: CircleAnswer[] }

/** Why an answer that the group agreed on is not shown: it names a member, or leads into the group. */
export type HeldBack = 'names' | 'leads'

/** What facilitators are told: under which name the group is shown, if it is, and exactly what is shown. */
export type CircleShown = { name: string; answers: (Asked & { html: string; heldBack: HeldBack | null })[] }

export type Circles = { questions: CircleQuestion[]; shown: CircleShown | null }
