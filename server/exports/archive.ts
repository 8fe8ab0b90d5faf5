import 'server-only'
import type { InGroup } from '#domain/group.ts'
import { mayExportGroup } from '#domain/permissions.ts'
import { say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { db } from '#server/db.ts'
import { LEFT_OUT } from '#server/exports/archive-left-out.ts'
import type { ArchiveTable } from '#server/exports/archive-table.ts'
import { tablesOfGroup, tablesOfPerson } from '#server/exports/archive-tables.ts'
import { csvOf } from '#server/exports/csv.ts'
import { textOfNotes } from '#server/exports/download.ts'
import { streamOf } from '#server/exports/stream.ts'
import { type ArchiveFile, zipOf } from '#server/exports/zip.ts'
import { isOf, listIdentities, viewerIn } from '#server/personas.ts'

type Asked = { request: Request }

/** Everything of one's own in one ZIP: to read (Markdown), for spreadsheets (CSV), for other software (JSON-LD of the W3C). */
export async function downloadOwnArchive(viewer: Viewer, _input: object, { request }: Asked): Promise<Response> {
  const memberships = await db().membership.findMany({
    where: { user: isOf(viewer.userId) },
    select: { groupId: true },
    orderBy: { joinedAt: 'asc' },
  })
  const identities = await listIdentities(viewer.userId)
  async function* files(): AsyncGenerator<ArchiveFile> {
    yield about('person')
    for (const [number, { groupId }] of memberships.entries()) {
      const member = await requireMember(await viewerIn(viewer, groupId), groupId, true)
      yield* noteFiles(member, 'mine', `group-${number + 1}/`, request)
    }
    yield* tableFiles(tablesOfPerson(viewer.userId, identities))
  }
  return asZip(files(), 'my-studycircle')
}

/**
 * Everything that a whole group sees in one ZIP, for its owner.
 * @throws Problem `forbidden` to all but the owner
 */
export async function downloadGroupArchive(viewer: Viewer, { groupId }: InGroup, { request }: Asked): Promise<Response> {
  const member = await requireMember(viewer, groupId, true)
  requireRight(mayExportGroup(member.role), say('mayExportGroup'))
  async function* files(): AsyncGenerator<ArchiveFile> {
    yield about('group')
    yield* noteFiles(member, 'group', '', request)
    yield* tableFiles(tablesOfGroup(groupId))
  }
  return asZip(files(), `${member.guide}-group`)
}

async function* noteFiles(
  member: Awaited<ReturnType<typeof requireMember>>,
  whose: 'mine' | 'group',
  folder: string,
  request: Request,
): AsyncGenerator<ArchiveFile> {
  const { groupId } = member
  for (const [format, name] of [
    ['markdown', 'notes.md'],
    ['json-ld', 'notes.jsonld'],
  ] as const) {
    yield { name: `${folder}${name}`, text: await textOfNotes(member, { groupId, chapter: null, whose, format }, request) }
  }
}

async function* tableFiles(tables: Record<string, ArchiveTable>): AsyncGenerator<ArchiveFile> {
  for (const [name, { columns, pages }] of Object.entries(tables)) yield { name: `tables/${name}.csv`, text: csvOf(columns, pages()) }
}

/** What is in it and what is not, so that it can be read without us. */
function about(whose: 'person' | 'group'): ArchiveFile {
  const lines = [
    'notes.md is to read and print; notes.jsonld holds the same for other software (W3C Web Annotation Data Model).',
    'tables/ holds one CSV file for each table: UTF-8, commas, times in UTC, ids that join them. A cell that a spreadsheet would take for a',
    'formula begins with an apostrophe. Words that were taken back are not in it.',
    '',
    'Not in it:',
    ...Object.entries(LEFT_OUT[whose]).map(([table, reason]) => `- ${table}: ${reason}`),
    '',
  ]
  async function* text() {
    yield lines.join('\n')
  }
  return { name: 'README.txt', text: text() }
}

function asZip(files: AsyncIterable<ArchiveFile>, name: string): Response {
  const headers = {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="${name}.zip"`,
    'cache-control': 'private, no-store',
  }
  return new Response(streamOf(zipOf(files)), { headers })
}
