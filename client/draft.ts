import { useCallback, useMemo, useSyncExternalStore } from 'react'

/** What could not be put into storage, because that is full or forbidden: it lives as long as the page. */
const unstored = new Map<string, string>()
const listeners = new Set<() => void>()
/** What was typed into since this page was opened. */
const touched = new Set<string>()

/** The draft of this name, or null when there is none. */
export function findDraft(what: string): string | null {
  const kept = unstored.get(what)
  if (kept !== undefined) return kept
  try {
    return localStorage.getItem(`draft:${what}`)
  } catch {
    return null
  }
}

/** Keeps a draft on this device, or at least in this page; null removes it. */
export function keepDraft(what: string, text: string | null): void {
  unstored.delete(what)
  if (text === null) touched.delete(what)
  else touched.add(what)
  try {
    if (text === null) localStorage.removeItem(`draft:${what}`)
    else localStorage.setItem(`draft:${what}`, text)
  } catch {
    if (text !== null) unstored.set(what, text)
  }
  for (const listener of listeners) listener()
}

/** The names of the drafts with words in them that begin so, each once. */
export function listDraftNames(prefix: string): string[] {
  const names = new Set(unstored.keys())
  try {
    for (let at = 0; at < localStorage.length; at++) {
      const key = localStorage.key(at) ?? ''
      if (key.startsWith(`draft:${prefix}`)) names.add(key.slice('draft:'.length))
    }
  } catch {
    // Storage is forbidden: what there is lives in the page.
  }
  return [...names].filter((what) => what.startsWith(prefix) && findDraft(what)?.trim()).sort()
}

/** Removes every draft of this device. */
export function clearDrafts(): void {
  for (const what of listDraftNames('')) keepDraft(what, null)
}

const touchedBy = (userId: string) => [...touched].filter((what) => what.startsWith(`${userId}:`) && findDraft(what)?.trim())

/** Whether somebody has typed words on this page that are not saved. */
export const hasTouchedDrafts = (userId: string): boolean => touchedBy(userId).length > 0

/** Whether some of them live in this page alone, because storage is full or forbidden. */
export const hasDraftsOfPageAlone = (userId: string): boolean => touchedBy(userId).some((what) => unstored.has(what))

/**
 * Makes the words that were begun on this page another person's, who typed them while the page was still the first one's. Changes of
 * what stands stay: only who wrote it may make them. So does what would take the place of words that the other has begun.
 */
export function handOverDrafts(from: string, to: string): void {
  for (const what of touchedBy(from)) {
    const rest = what.slice(from.length)
    if (rest.startsWith(':edit:') || rest.startsWith(':beside:edit:') || findDraft(`${to}${rest}`) !== null) continue
    keepDraft(`${to}${rest}`, findDraft(what))
    keepDraft(what, null)
  }
}

function subscribe(listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    if (key === null || key.startsWith('draft:')) listener()
  }
  listeners.add(listener)
  addEventListener('storage', onStorage)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', onStorage)
  }
}

export type Draft = { text: string; setText: (text: string) => void; clear: () => void }

/**
 * Words that outlive a reload and a lost connection. Windows that write under one name see the same words.
 * @param what names the field among all drafts of this device
 * @param initial what stands in the field before anything is typed
 */
export function useDraft(what: string, initial = ''): Draft {
  const read = useCallback(() => findDraft(what), [what])
  const kept = useSyncExternalStore(subscribe, read, () => null)
  const setText = useCallback((text: string) => keepDraft(what, text), [what])
  const clear = useCallback(() => keepDraft(what, null), [what])
  return { text: kept ?? initial, setText, clear }
}

/** The names of all drafts of this device that begin so and hold words. */
export function useDraftNames(prefix: string): string[] {
  const read = useCallback(() => listDraftNames(prefix).join('\n'), [prefix])
  const names = useSyncExternalStore(subscribe, read, () => '')
  return useMemo(() => (names ? names.split('\n') : []), [names])
}
