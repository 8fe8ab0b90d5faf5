import 'server-only'
import { z } from 'zod'
import { dateWords } from '#domain/date-words.ts'
import { namesPresent } from '#domain/live-meeting/people.ts'
import { draftShort, draftSummary, type Held } from '#domain/live-meeting/summary.ts'
import { AboutMeeting } from '#domain/meeting.ts'
import { plainHtml } from '#domain/plain-html.ts'
import type { Viewer } from '#domain/viewer.ts'
import { wallClock } from '#domain/wall-clock.ts'
import * as m from '#messages/missed.ts'
import { clean } from '#server/markdown/plain.ts'
import { keep } from '#server/markdown/render.ts'
import { requireHeld } from '#server/meetings/held.ts'
import { siteAddress } from '#server/site-address.ts'

/** `as` is the shape: one light page without scripts, or plain text to forward. */
export const AboutMissed = AboutMeeting.extend({ as: z.enum(['page', 'text']).catch('page') })

type Missed = { held: Held; body: string; html: string; short: string; home: string }

/**
 * What members who were away missed: what was published of the meeting or, until then, what its minutes make.
 * @param viewer null is sent to sign in, and comes back
 * @throws Problem `not-found`
 */
export async function showMissed(viewer: Viewer | null, input: z.infer<typeof AboutMissed>, { request }: { request: Request }) {
  const { groupId, meetingId } = input
  const home = `/groups/${groupId}/meetings/${meetingId}`
  if (!viewer) return new Response(null, { status: 303, headers: { location: `/sign-in?next=${encodeURIComponent(`${home}/missed`)}` } })
  const held = await requireHeld(viewer, input)
  const { summary } = held.meeting
  const body = summary?.body ?? draftSummary(held)
  const missed = {
    held,
    body,
    html: summary?.html ?? (await rendered(body, viewer.userId)),
    short: summary?.short ?? draftShort(held),
    home,
  }
  const [text, type] = input.as === 'text' ? [asText(missed, siteAddress(request)), 'plain'] : [asPage(missed, summary !== null), 'html']
  return new Response(text, { headers: { 'content-type': `text/${type}; charset=utf-8`, 'cache-control': 'private, no-store' } })
}

/** Minutes that are too tangled are shown as they were typed. */
const rendered = (body: string, userId: string) =>
  keep(body, userId).then(
    ({ html }) => html,
    () => plainHtml(clean(body)),
  )

function asText({ held, body, home }: Missed, site: string): string {
  const { meeting, run } = held
  const present = namesPresent(meeting, run).join(', ')
  const parts = [
    `${meeting.chapterTitle}, ${whenOf(held)}`,
    present && m.wereThere({ names: present }),
    body.replaceAll('**', ''),
    `${site}${home}`,
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

/** The system's own letters, and colours by the reader's setting. */
const STYLE =
  ':root{color-scheme:light dark}body{font:1.0625rem/1.55 system-ui,sans-serif;max-width:38rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}' +
  'h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0}ul,ol{padding-inline-start:1.25rem}.aside{opacity:.8}' +
  'nav a{display:inline-block;padding:.5rem 1rem .5rem 0}'

function asPage({ held, html, short, home }: Missed, isPublished: boolean): string {
  const { meeting, run } = held
  const present = namesPresent(meeting, run).join(', ')
  const link = (href: string, words: string) => `<a href="${escaped(href)}">${escaped(words)}</a>`
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${escaped(m.whatYouMissed())}</title><style>${STYLE}</style>
<main><p>${link(home, m.backToSession())}</p>
<p class="aside">${escaped(m.whatYouMissed())}</p><h1 dir="auto">${escaped(meeting.chapterTitle)}</h1><p>${escaped(whenOf(held))}</p>
${isPublished ? '' : `<p class="aside">${escaped(m.notPublished())}</p>`}
${present ? `<p dir="auto">${escaped(m.wereThere({ names: present }))}</p>` : ''}
${html}
<nav>${link(`${home}/missed?as=text`, m.asText())} ${link(`sms:?&body=${encodeURIComponent(short)}`, m.bySms())}</nav></main></html>
`
}

function whenOf({ meeting }: Held): string {
  const { date, time } = wallClock(meeting.startsAt, meeting.timeZone)
  return `${dateWords(date)}, ${time}`
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
