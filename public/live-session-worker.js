/*
 * Opens the page of a live session again while nothing answers. It looks after that one page and what it is made of, and nothing else: every
 * other page of the site goes past it. What is kept belongs to one person, and to one day.
 * @see client/offline-page.ts, which tells it what to keep and deletes it when somebody else comes
 */

/** Milliseconds: how old a kept page may be, and how long the network may take where there is one. */
const A_DAY = 24 * 3600 * 1000
const PATIENCE = 5_000
const BUILT = '/_next/static/'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

/** Told by the page: its address, the files that it is made of, and the name under which they are kept. */
self.addEventListener('message', (event) => event.waitUntil(keep(event.data).catch(() => undefined)))

async function keep({ name, page, files }) {
  const answer = await fetch(page, { credentials: 'same-origin', redirect: 'manual' })
  if (!answer.ok) return
  const cache = await caches.open(name)
  const wanted = new Set([page, ...files])
  const missing = await Promise.all(files.map(async (file) => ((await cache.match(file)) ? [] : [file])))
  await cache.addAll(missing.flat())
  await cache.put(page, answer)
  // Files of an older version, and pages of other sessions.
  for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url)
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET') return
  if (request.mode === 'navigate') event.respondWith(open(request))
  // Their names hold a hash of what is in them.
  else if (new URL(request.url).pathname.startsWith(BUILT)) event.respondWith(kept(request).then((known) => known ?? fetch(request)))
})

const kept = async (request) => (await caches.match(request, { ignoreVary: true })) ?? null

/** The network first; what is kept where it does not answer, or only that it cannot. Whoever is not let in any more has nothing kept. */
async function open(request) {
  const known = await fresh(request)
  if (!known) return fetch(request)
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, null))
  const answer = await Promise.race([fetch(request).catch(() => null), late])
  if (!answer || answer.status >= 500) return known
  if (!answer.ok) await forget(request)
  return answer
}

async function fresh(request) {
  const known = await kept(request)
  const made = Date.parse(known?.headers.get('date') ?? '')
  return Date.now() - made < A_DAY ? known : null
}

async function forget(request) {
  for (const name of await caches.keys()) await (await caches.open(name)).delete(request)
}
