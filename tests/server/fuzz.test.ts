import { globSync, readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { db } from '#server/db.ts'
import { nextWorld } from '#tests/support/access-copies.ts'
import { WHO } from '#tests/support/access-world.ts'
import { attack, pick, random } from '#tests/support/fuzz.ts'
import { signedIn, signedOut } from '#tests/support/request.ts'

/** So many requests are sent to every method of every route, which makes more than six thousand. */
const EACH = 75
/** An upload is read in a thread of its own, one at a time, and a booklet is typeset: fewer of them ask the same. */
const EACH_HEAVY = 15
/** As many are under way together as a group on a bad evening sends. */
const TOGETHER = 15
/** For machines that are busy with something else; at rest the slowest route takes a few seconds. */
const PATIENCE = 240_000

const HEAVY = ['POST app/api/import-drafts/route.ts', 'GET app/api/groups/[groupId]/meetings/[meetingId]/paper/route.ts']

type Handler = (request: Request, context: { params: Promise<Record<string, string | string[]>> }) => Promise<Response>
let sent = 0

test.each(globSync('app/api/**/route.ts').sort())('no request makes %s fail on our side', { timeout: PATIENCE }, async (file) => {
  const handlers: Record<string, Handler> = await import(/* @vite-ignore */ `${process.cwd()}/${file}`)
  const methods = [...readFileSync(file, 'utf8').matchAll(/^export const (GET|POST|PUT|PATCH|DELETE)\b/gm)].map(([, method = '']) => method)
  for (const method of methods) {
    const world = await nextWorld()
    const cookies = await Promise.all(WHO.map(async (who) => (world.people[who] ? await signedIn(world.people[who]) : signedOut())))
    const attacks: Awaited<ReturnType<typeof attack>>[] = []
    for (let each = 0; each < (HEAVY.includes(`${method} ${file}`) ? EACH_HEAVY : EACH); each += 1) {
      const headers = { ...pick(cookies.slice(2)), 'x-client-address': `192.0.2.${each}` }
      attacks.push(await attack(world, method, file, random() < 0.1 ? signedOut() : headers))
    }
    const send = async ({ request, params, told }: (typeof attacks)[number]) => {
      const response = await handlers[method]?.(request, { params: Promise.resolve(params) })
      sent += 1
      expect(response?.status, JSON.stringify(told)).toBeLessThan(500)
      if (response?.headers.get('content-type')?.startsWith('text/event-stream')) await response.body?.cancel()
    }
    for (let from = 0; from < attacks.length; from += TOGETHER) await Promise.all(attacks.slice(from, from + TOGETHER).map(send))
    await db().rateLimit.deleteMany()
  }
})

test('what no column can hold is refused by its type', async () => {
  const { PATCH } = await import('#app/api/groups/[groupId]/comments/[commentId]/route.ts')
  const world = await nextWorld()
  const headers = await signedIn(world.people.creator ?? { id: '' })
  const params = { groupId: world.group.id, commentId: world.comment.id }
  for (const version of [2 ** 31, 2 ** 53, 0, -1, 0.5]) {
    const body = JSON.stringify({ version, body: 'other words' })
    const answer = await PATCH(new Request('http://localhost:3000/api', { method: 'PATCH', headers, body }), {
      params: Promise.resolve(params),
    })
    expect(answer.status, String(version)).toBe(400)
  }
})

afterAll(() => {
  expect(sent).toBeGreaterThan(6000)
})
