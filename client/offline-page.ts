/*
 * What of a live session stays on a device, so that its page opens again without a network: the page itself, kept by
 * public/live-session-worker.js, and how the meeting stood. Both are one person's, and go when that person signs out or another comes.
 */

const PAGES = 'live-session:'
const STATE = 'live-session:'
const WORKER = '/live-session-worker.js'

/** Keeps the page that is open for whoever it was made for. Does nothing in browsers that cannot. */
export async function keepPage(accountId: string): Promise<void> {
  if (!('serviceWorker' in navigator) || typeof caches === 'undefined') return
  const scope = location.pathname
  try {
    await unregisterOthers(scope)
    const { installing, waiting, active } = await navigator.serviceWorker.register(WORKER, { scope })
    const worker = active ?? waiting ?? installing
    const built = performance.getEntriesByType('resource').map(({ name }) => name)
    const files = [...new Set(built)].filter((name) => new URL(name).pathname.startsWith('/_next/static/'))
    worker?.postMessage({ name: `${PAGES}${accountId}`, page: location.href, files })
  } catch {
    // Private windows may forbid it: the page then needs the network to open, and that is all.
  }
}

/** Deletes what is kept for anybody else than this person; everything when nobody is signed in. */
export async function forgetPagesOfOthers(accountId: string | null): Promise<void> {
  forgetStates(accountId)
  if (typeof caches === 'undefined') return
  try {
    const names = (await caches.keys()).filter((name) => name.startsWith(PAGES) && name !== `${PAGES}${accountId}`)
    await Promise.all(names.map((name) => caches.delete(name)))
    if (accountId === null && 'serviceWorker' in navigator) await unregisterOthers(null)
  } catch {
    // Nothing can be kept here.
  }
}

async function unregisterOthers(scope: string | null): Promise<void> {
  for (const registration of await navigator.serviceWorker.getRegistrations())
    if (registration.active?.scriptURL.endsWith(WORKER) && new URL(registration.scope).pathname !== scope) await registration.unregister()
}

/** How a meeting stood on this page before it was loaded again; null where that is not known. */
export function findState(accountId: string, meetingId: string): string | null {
  try {
    return sessionStorage.getItem(`${STATE}${accountId}:${meetingId}`)
  } catch {
    return null
  }
}

/** Keeps it for as long as this tab is open. */
export function keepState(accountId: string, meetingId: string, state: string): void {
  try {
    sessionStorage.setItem(`${STATE}${accountId}:${meetingId}`, state)
  } catch {
    // Full or forbidden: after a reload without a network the page shows what it came with.
  }
}

function forgetStates(accountId: string | null): void {
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(STATE) && (accountId === null || !key.startsWith(`${STATE}${accountId}:`))) sessionStorage.removeItem(key)
  } catch {
    // Nothing can be kept here.
  }
}
