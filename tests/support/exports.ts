import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import * as file from '#app/api/groups/[groupId]/exported-notes/route.ts'
import { describe as describePassage } from '#domain/anchoring/describe.ts'
import { requireChapter } from '#server/content/guides.ts'
import { db } from '#server/db.ts'
import { createAnnotation } from '#server/talk/annotations.ts'
import { createComment } from '#server/talk/comments.ts'
import { CHAPTER, type Circle, createCircle, marking, saying } from '#tests/support/circle.ts'
import { call, signedIn } from '#tests/support/request.ts'
import { type AnnotationModel, FileModel } from '#tests/support/web-annotations.ts'

export const MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
/** What `note` is about. */
export const WORDS = 'The Earth turns'

type Who = { userId: string }
type Handler = Parameters<typeof call>[0]

/** A group whose notes are taken out, by its own routes. */
export async function createExporting() {
  const circle: Circle = await createCircle()
  const ask = async (handler: Handler, who: Who, query: Record<string, string>, params: Record<string, string> = {}) => {
    const path = `/api?${new URLSearchParams(query)}`
    return call(handler, { headers: await signedIn({ id: who.userId }), path, params: { groupId: circle.groupId, ...params } })
  }
  const download = async (who: Who, query: Record<string, string> = {}, groupId = circle.groupId): Promise<AnnotationModel[]> => {
    const response = await ask(file.GET, who, query, { groupId })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, MEDIA_TYPE])
    const { total, first } = FileModel.parse(await response.json())
    expect(first?.items.length ?? 0).toBe(total)
    return first?.items ?? []
  }
  return {
    ...circle,
    ask,
    /** The annotations of the file that somebody gets. */
    download,
    markdown: async (who: Who, query: Record<string, string> = {}) => (await ask(file.GET, who, { format: 'markdown', ...query })).text(),
    note: async (who: Parameters<typeof createAnnotation>[0], body: string, more: Parameters<typeof marking>[2] = {}) =>
      createAnnotation(who, await marking(circle.groupId, WORDS, { body, ...more })),
    reply: (who: Parameters<typeof createComment>[0], annotationId: string, body: string, parentId: string | null = null) =>
      createComment(who, saying(circle.groupId, { kind: 'annotation', annotationId }, body, { parentId })),
    many: (count: number) => many(circle, count),
  }
}
export type Exporting = Awaited<ReturnType<typeof createExporting>>

/** Very many notes of three people, anywhere in the chapter, half of them without words. */
async function many({ groupId, ada, ben, owner }: Circle, count: number): Promise<void> {
  const { text, revision } = await requireChapter('tides', CHAPTER)
  const writers = [ada, ben, owner]
  const rows = Array.from({ length: count }, (_, at) => {
    const start = (at * 37) % (text.length - 40)
    const passage = describePassage(text, { start, end: start + 1 + (at % 30) })
    const creatorId = writers[at % 3]?.userId ?? ''
    const body = at % 2 ? '' : `Note ${at}.`
    const motivation = body ? ('commenting' as const) : ('highlighting' as const)
    return { id: randomUUID(), groupId, chapter: CHAPTER, chapterRevision: revision, creatorId, motivation, body, ...passage }
  })
  await db().annotation.createMany({ data: rows })
}

/** Everything that annotations say, in the order of the alphabet. */
export const wordsOf = (items: AnnotationModel[]) => items.flatMap(({ body }) => body?.map(({ value }) => value) ?? []).sort()
