import { StartNextCircle } from '#domain/next-circle.ts'
import { startNextCircle } from '#server/groups/next-circle.ts'
import { route } from '#server/route.ts'

/** A form names each member who is chosen by a field of its own: `invite:` and the id. */
const CHOSEN = /^invite:(.+)$/

const form = {
  keeps: ['name'],
  read: ({ answers, ...fields }: Record<string, string>) => {
    const members = Object.keys(fields).flatMap((name) => CHOSEN.exec(name)?.[1] ?? [])
    return { ...fields, members, answers: answers !== undefined }
  },
  goOn: ({ groupId }: { groupId: string }) => `/groups/${groupId}`,
}

export const POST = route({ input: StartNextCircle, run: startNextCircle, limit: 40_000, status: 201, form, whileArchived: true })
