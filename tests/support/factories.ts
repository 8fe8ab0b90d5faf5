import type { Viewer } from '#domain/viewer.ts'
import * as make from '#prisma/factories.ts'
import { db } from '#server/db.ts'

/** The factories of `prisma/factories.ts`, on the database of this test file. */
const bind =
  <Arguments extends unknown[], Result>(factory: (database: ReturnType<typeof db>, ...rest: Arguments) => Result) =>
  (...rest: Arguments): Result =>
    factory(db(), ...rest)

export const createUser = bind(make.createUser)
export const createGroup = bind(make.createGroup)
export const addMember = bind(make.addMember)
export const createInvitation = bind(make.createInvitation)
export const createAnnotation = bind(make.createAnnotation)
export const createComment = bind(make.createComment)
export const createPassageChange = bind(make.createPassageChange)
export const createAnswer = bind(make.createAnswer)
export const createGroupQuestion = bind(make.createGroupQuestion)
export const createMeeting = bind(make.createMeeting)
export const createSummary = bind(make.createSummary)
export const createVisit = bind(make.createVisit)

/** A person as the one who asks. The session's id is made up: server functions take the viewer as already checked. */
export function asViewer(user: { id: string; name: string }): Viewer {
  return { userId: user.id, name: user.name, sessionId: crypto.randomUUID() }
}
