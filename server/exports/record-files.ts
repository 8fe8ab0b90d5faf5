import 'server-only'
import { Problem, say } from '#domain/problem.ts'
import type { AboutRecord, GroupRecord } from '#domain/record.ts'
import type { Viewer } from '#domain/viewer.ts'
import * as m from '#messages/record.ts'
import { epubOf } from '#server/exports/epub.ts'
import { requireRecord } from '#server/exports/record.ts'
import { canBePrinted } from '#server/paper/letters.ts'
import { preamble } from '#server/paper/sheet.ts'
import { typeset } from '#server/paper/typeset.ts'
import { typstOf, words } from '#server/paper/typst.ts'
import { takePoint } from '#server/rate-limit.ts'

/**
 * The record of a group as one document to print, or one e-book.
 * @throws Problem `not-found`; `invalid` where our typefaces lack its letters
 */
export async function downloadRecord(viewer: Viewer, { groupId, as }: AboutRecord): Promise<Response> {
  const record = await requireRecord(viewer, { groupId })
  await takePoint('write', viewer.userId)
  const title = m.of({ group: record.groupName })
  const file = as === 'pdf' ? await pdfOf(record, title) : bookOf(record, groupId, title)
  return new Response(new Uint8Array(file), {
    headers: {
      'content-type': as === 'pdf' ? 'application/pdf' : 'application/epub+zip',
      'content-disposition': `attachment; filename="record.${as}"`,
      'cache-control': 'private, no-store',
    },
  })
}

function bookOf({ language, parts }: GroupRecord, groupId: string, title: string): Uint8Array {
  const named = parts.map(({ title: part, when, html }) => ({ title: part, subtitle: when, html }))
  const empty = [{ title, subtitle: '', html: `<p>${m.empty()}</p>` }]
  return epubOf({ id: `urn:uuid:${groupId}`, title, language, modified: new Date(), parts: named.length > 0 ? named : empty })
}

function pdfOf({ work, language, parts }: GroupRecord, title: string): Promise<Uint8Array> {
  if (!parts.every((part) => canBePrinted(`${part.title} ${part.html.replace(/<[^>]*>/g, ' ')}`)))
    throw new Problem('invalid', say('lettersMissing'))
  const source = [
    preamble({ sheet: 'a4', language, title, foot: title.slice(0, 90) }),
    `#heading(level: 1)[${words(title)}]\n\n${words(work)}\n`,
    ...(parts.length === 0 ? [words(m.empty())] : []),
    ...parts.map((part) => `#heading(level: 2)[${words(part.title)}]\n\n${words(part.when)}\n\n${typstOf(part.html)}`),
  ].join('\n')
  return typeset({ source, files: {}, booklet: null })
}
