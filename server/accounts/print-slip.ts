import 'server-only'
import { renderSVG } from 'uqr'
import { mayInvite } from '#domain/permissions.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { PrintSlip } from '#domain/slip.ts'
import type { Viewer } from '#domain/viewer.ts'
import * as m from '#messages/slips.ts'
import { requireMember, requireRight } from '#server/access.ts'
import { renewSlip } from '#server/accounts/slips.ts'
import { db, type Tx } from '#server/db.ts'
import { WITHOUT_WAY_IN } from '#server/groups/unclaimed.ts'
import { notify } from '#server/live/notify.ts'
import { tellSecurity } from '#server/log.ts'
import { forgetRuns } from '#server/meetings/event-rows.ts'
import { keepsPeople } from '#server/meetings/forget-people.ts'
import { takeGuest } from '#server/meetings/guests.ts'
import { preamble } from '#server/paper/sheet.ts'
import { typeset } from '#server/paper/typeset.ts'
import { literal, words } from '#server/paper/typst.ts'
import { siteAddress } from '#server/site-address.ts'

/** Most members of a group whose names nobody has claimed. */
const MOST = 60

/**
 * Adds a member who has neither mail nor device, by name, and prints the slip with which they claim it; or a guest of a meeting, whose words there
 * are theirs then; or prints it anew for one who is there, whose former slip counts no more.
 * @returns a PDF; its code can be read nowhere else
 * @throws Problem `not-found`, also for somebody who has an account; `forbidden` but for facilitators; `conflict` for too many
 */
export async function printSlip(viewer: Viewer, input: PrintSlip, { request }: { request: Request }): Promise<Response> {
  const { groupId, role, groupName } = await requireMember(viewer, input.groupId)
  requireRight(mayInvite(role), say('mayInvite'))
  const { code, name } = await db().$transaction(async (tx) => {
    const member = await memberOf(tx, groupId, input)
    return { name: member.name, code: await renewSlip(tx, { groupId, userId: member.id }) }
  })
  // Who was a guest is none any more, where this process knows the meeting.
  forgetRuns()
  tellSecurity('slip-printed', { groupId, userId: viewer.userId })
  return printedCode({ name, groupName, code, lead: m.slipLead(), once: m.slipOnce() }, request)
}

/** @returns the PDF of a code that leads to `/claim`; nobody keeps it */
export async function printedCode(slip: Printed, request: Request): Promise<Response> {
  const site = siteAddress(request)
  const address = `${site}/claim?code=${slip.code}`
  const pdf = await typeset({
    source: slipSource({ ...slip, site: `${site}/claim`, address }),
    files: { 'code.svg': renderSVG(address, { ecc: 'M', border: 1 }) },
    booklet: null,
  })
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="slip.pdf"',
      'cache-control': 'private, no-store',
    },
  })
}

type Named = { id: string; name: string }

async function memberOf(tx: Tx, groupId: string, input: PrintSlip): Promise<Named> {
  // One at a time, so that nobody adds more than there may be.
  await tx.$queryRaw`SELECT id FROM reading_groups WHERE id = ${groupId}::uuid FOR UPDATE`
  if ('name' in input) return addByName(tx, groupId, { name: input.name })
  const found = await findUnclaimed(tx, groupId, 'userId' in input ? input.userId : input.guestId)
  if (found) return found
  if ('userId' in input) throw notFound()
  const { meetingIds, ...guest } = await takeGuest(tx, input)
  const member = await addByName(tx, groupId, guest)
  if (await keepsPeople(tx, groupId)) {
    await tx.attendance.createMany({ data: meetingIds.map((meetingId) => ({ groupId, meetingId, userId: member.id, present: true })) })
  }
  for (const id of meetingIds) await notify(tx, { groupId, noun: 'meeting', id })
  return member
}

/** @param named with an id for whoever has one already */
async function addByName(tx: Tx, groupId: string, named: { id?: string; name: string }): Promise<Named> {
  if ((await tx.membership.count({ where: { groupId, user: WITHOUT_WAY_IN } })) >= MOST)
    throw new Problem('conflict', say('tooManySlips', { most: MOST }))
  const user = await tx.user.create({ data: { ...named, memberships: { create: { groupId } } }, select: { id: true, name: true } })
  await notify(tx, { groupId, noun: 'member', id: user.id })
  return user
}

async function findUnclaimed(tx: Tx, groupId: string, userId: string): Promise<Named | null> {
  const row = await tx.membership.findFirst({
    where: { groupId, userId, user: WITHOUT_WAY_IN },
    select: { user: { select: { id: true, name: true } } },
  })
  return row?.user ?? null
}

/** `lead` and `once`: what the code is for, and how long it is good. */
type Printed = { name: string; groupName: string; code: string; lead: string; once: string }
type OnSlip = Printed & { site: string; address: string }

/** The slip as Typst's markup; the QR code of the address is the file code.svg. */
const slipSource = ({
  name,
  groupName,
  code,
  lead,
  once,
  site,
  address,
}: OnSlip): string => `${preamble({ sheet: 'a4', language: 'en', title: m.slipTitle({ group: groupName }), foot: groupName.slice(0, 90) })}
#set par(justify: false)
#block(stroke: (dash: "dashed", paint: luma(140)), inset: 6mm, width: 100%)[
#text(1.3em)[${words(name)}] #linebreak() ${words(groupName)}

${words(lead)}

#grid(columns: (32mm, 1fr), column-gutter: 6mm, align: horizon, image("code.svg", width: 32mm, alt: ${literal(address)}), [${words(m.slipGoTo())} #linebreak() #strong[${words(site)}] #linebreak() ${words(m.slipCode())} #linebreak() #text(1.4em, font: "DejaVu Sans Mono")[${words(code)}]])

#text(0.85em)[${words(once)}]
]
`
