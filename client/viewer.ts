/** Somebody signed in. */
export type Person = { userId: string; name: string }
/** Whom this page was made for, and who is signed in in this browser by now. */
export type ViewerChange = { from: Person; to: Person | null }

/** Whom this page was made for; undefined while that is not known. A page that is the same for everybody learns it with the account. */
let madeFor: Person | null | undefined
let change: ViewerChange | null = null
const listeners = new Set<() => void>()

/** Tells the other tabs of this browser. Old browsers have no such channel: there a tab learns it with its next request. */
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('viewer')
if (channel) channel.onmessage = ({ data }: MessageEvent<Person | null>) => hearViewer(data)

/** What every request carries, so that nothing from this page is taken for somebody else's. */
export const viewerHeaders = (): Record<string, string> => (madeFor ? { 'x-viewer': madeFor.userId } : {})

/** The same for what is asked for by its address alone: the id of whom this page was made for. */
export const viewerId = (): string | undefined => madeFor?.userId

/** A page or an answer says whom it was made for. The first one counts; the other tabs hear of it. */
export function learnViewer(person: Person | null): void {
  if (madeFor === undefined) {
    madeFor = person
    channel?.postMessage(person)
    void forgetOthers(person)
  } else hearViewer(person)
}

/** What a live session kept on this device for anybody else goes. Most devices have nothing of the kind, and load nothing for it. */
async function forgetOthers(person: Person | null): Promise<void> {
  if (!(await keepsSession().catch(() => true))) return
  const { forgetPagesOfOthers } = await import('#client/offline-page.ts')
  await forgetPagesOfOthers(person?.userId ?? null)
}

async function keepsSession(): Promise<boolean> {
  if (Object.keys(sessionStorage).some((key) => key.startsWith('live-session:'))) return true
  return 'serviceWorker' in navigator && (await navigator.serviceWorker.getRegistrations()).length > 0
}

/** Somebody else may be signed in here by now, or nobody. A page for visitors has nothing that could be taken for another's. */
export function hearViewer(person: Person | null): void {
  if (!madeFor) return
  const isSame = madeFor.userId === person?.userId
  if (isSame ? change === null : change && change.to?.userId === person?.userId) return
  change = isSame ? null : { from: madeFor, to: person }
  for (const listener of listeners) listener()
}

/** Hears of every change, until the function that it returns is called. */
export function onViewerChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Who has taken the place of the person whom this page was made for; null while nobody has. */
export const viewerChange = (): ViewerChange | null => change
