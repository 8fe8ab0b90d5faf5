import 'server-only'
import { renderSVG } from 'uqr'
import { directionOf } from '#domain/language.ts'
import type { AboutPaper } from '#domain/paper.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { requireGuide } from '#server/content/guides.ts'
import { findChaptersOf } from '#server/meetings/agenda.ts'
import { requireHeld } from '#server/meetings/held.ts'
import { findAgenda } from '#server/meetings/paper-agenda.ts'
import { paperSource } from '#server/meetings/paper-source.ts'
import { canBePrinted } from '#server/paper/letters.ts'
import { typeset } from '#server/paper/typeset.ts'
import { takePoint } from '#server/rate-limit.ts'
import { siteAddress } from '#server/site-address.ts'

/**
 * The week on paper: when and where, the agenda, the chapters with their numbered paragraphs, and the questions with room to write.
 * @throws Problem `not-found`; `invalid` for a text whose letters our typefaces lack
 */
export async function printMeeting(viewer: Viewer, { sheet, ...about }: AboutPaper, { request }: { request: Request }): Promise<Response> {
  const member = await requireMember(viewer, about.groupId)
  const [{ meeting, run }, guide] = [await requireHeld(viewer, about), await requireGuide(member.guide)]
  const chapters = await findChaptersOf(member.guide, meeting)
  if (chapters.length === 0) throw notFound()
  if (!chapters.every(({ text }) => canBePrinted(text))) throw new Problem('invalid', say('lettersMissing'))
  await takePoint('write', viewer.userId)
  const { agenda, asked } = await findAgenda(viewer, about, meeting, run, chapters)
  const address = `${siteAddress(request)}/groups/${about.groupId}/meetings/${about.meetingId}`
  const source = paperSource({ sheet, groupName: member.groupName, guide, meeting, agenda, chapters, asked, address })
  const pdf = await typeset({
    source,
    files: { 'code.svg': renderSVG(address, { ecc: 'M', border: 1 }) },
    booklet: sheet === 'booklet' ? directionOf(guide.language) : null,
  })
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${member.guide}-${meeting.chapter}-${sheet}.pdf"`,
      'cache-control': 'private, no-store',
    },
  })
}
