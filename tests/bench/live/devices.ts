import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

/** One meeting and the devices in it, each with the headers of somebody signed in. */
export type Room = { path: string; devices: Record<string, string>[] }

/** What a run of taps came to. Times are in milliseconds from a tap to one screen. */
export type Outcome = {
  devices: number
  taps: number
  deliveries: number
  p50: number
  p99: number
  max: number
  lost: number
  doubled: number
}

/** How long the last taps may take to be heard everywhere, and a stream to be opened anew; milliseconds. */
const PATIENCE = 30_000
const AGAIN = 300

type Screen = { last: number; heard: Set<string>; doubled: number; close: () => void; ready: Promise<void> }

/** Opens the stream of one device as a browser does: it says what it had last, and comes back by itself. */
function openScreen(base: string, path: string, headers: Record<string, string>, onHeard: (id: string) => void): Screen {
  let closed = false
  let request: http.ClientRequest | undefined
  let opened: () => void = () => {}
  const ready = new Promise<void>((resolve) => {
    opened = resolve
  })
  const screen: Screen = {
    last: 0,
    heard: new Set(),
    doubled: 0,
    ready,
    close: () => {
      closed = true
      request?.destroy()
    },
  }
  const take = (block: string) => {
    const [, seq] = /^id: (\d+)$/m.exec(block) ?? []
    const [, id] = /"id":"([^"]+)"/.exec(block) ?? []
    if (!seq || !id) return
    if (screen.heard.has(id)) screen.doubled += 1
    screen.heard.add(id)
    screen.last = Math.max(screen.last, Number(seq))
    onHeard(id)
  }
  const comeBack = () => {
    if (!closed) setTimeout(open, AGAIN * (0.5 + Math.random()))
  }
  function open(): void {
    const resume = screen.last > 0 ? { 'last-event-id': String(screen.last) } : {}
    request = http.get(`${base}${path}/stream?after=${screen.last}`, { headers: { ...headers, ...resume }, agent: false }, (response) => {
      if (response.statusCode !== 200) {
        response.resume()
        return comeBack()
      }
      opened()
      let rest = ''
      response.setEncoding('utf8')
      response.on('data', (text: string) => {
        const blocks = (rest + text).split('\n\n')
        rest = blocks.pop() ?? ''
        for (const block of blocks) take(block)
      })
      response.once('close', comeBack)
      response.once('error', () => {})
    })
    request.once('error', comeBack)
  }
  open()
  return screen
}

/** Does one thing in a meeting, as often as it takes until it is answered; its id makes a repeat harmless. */
async function tap(base: string, { path, devices }: Room, id: string): Promise<void> {
  const action = { type: 'line-written', lineId: randomUUID(), itemId: null, kind: 'NOTE', text: `Said at ${id}`, ownerId: null, due: null }
  const body = JSON.stringify({ events: [{ id, madeAt: Date.now(), action }] })
  const headers = { ...devices[Math.floor(Math.random() * devices.length)], 'content-type': 'application/json', origin: base }
  for (const until = Date.now() + PATIENCE; Date.now() < until; await delay(AGAIN)) {
    const answer = await fetch(`${base}${path}/events`, { method: 'POST', headers, body }).catch(() => null)
    await answer?.arrayBuffer().catch(() => null)
    if (answer?.ok) return
    if (answer && answer.status < 500) throw new Error(`a tap was refused: ${answer.status}`)
  }
}

/**
 * Opens all devices, has people tap for a while, and measures when each tap is on every screen of its meeting.
 * @param load taps a second, in all rooms together, and for how many seconds
 * @param during what happens meanwhile: called when everything is open, and again half way through
 */
export async function play(
  base: string,
  rooms: Room[],
  load: { rate: number; seconds: number },
  during: { opened?: () => Promise<void>; halfway?: () => Promise<void> } = {},
): Promise<Outcome> {
  const sentAt = new Map<string, number>()
  const times: number[] = []
  const onHeard = (id: string) => {
    const at = sentAt.get(id)
    if (at !== undefined) times.push(performance.now() - at)
  }
  const screens: { screen: Screen; room: Room }[] = []
  for (const room of rooms) {
    const opening = room.devices.map((headers) => openScreen(base, room.path, headers, onHeard))
    screens.push(...opening.map((screen) => ({ screen, room })))
    await Promise.all(opening.map(({ ready }) => ready))
  }
  await during.opened?.()
  const tapped = new Map<Room, string[]>(rooms.map((room) => [room, []]))
  const underway: Promise<void>[] = []
  const total = Math.round(load.rate * load.seconds)
  const begun = performance.now()
  let halfway: Promise<void> | undefined
  for (let count = 0; count < total; count++) {
    await delay(Math.max(0, begun + (count * 1000) / load.rate - performance.now()))
    if (count >= total / 2) halfway ??= during.halfway?.() ?? Promise.resolve()
    const room = rooms[Math.floor(Math.random() * rooms.length)] as Room
    const id = randomUUID()
    tapped.get(room)?.push(id)
    sentAt.set(id, performance.now())
    underway.push(tap(base, room, id))
  }
  await Promise.all([...underway, halfway])
  const missing = () =>
    screens.reduce((sum, { screen, room }) => sum + (tapped.get(room) ?? []).filter((id) => !screen.heard.has(id)).length, 0)
  for (const until = Date.now() + PATIENCE; missing() > 0 && Date.now() < until; ) await delay(100)
  const lost = missing()
  for (const { screen } of screens) screen.close()
  times.sort((a, b) => a - b)
  const at = (part: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0)
  const doubled = screens.reduce((sum, { screen }) => sum + screen.doubled, 0)
  return { devices: screens.length, taps: total, deliveries: times.length, p50: at(0.5), p99: at(0.99), max: at(1), lost, doubled }
}
