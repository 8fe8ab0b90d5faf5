import { useSyncExternalStore } from 'react'

const KEPT = 'letter-keys'
const CHANGED = 'letter-keys'

/** Off when the reader has switched them off on this device, or since then on this page where nothing can be kept. */
let off: boolean | null = null

/** Whether a single letter or sign is a shortcut (WCAG 2.1.4: people who dictate or whose hand slips turn them off). */
export function areLettersOn(): boolean {
  if (off !== null) return !off
  try {
    return localStorage.getItem(KEPT) !== 'off'
  } catch {
    return true
  }
}

/** Switches single-letter shortcuts, and remembers it on this device. */
export function switchLetters(on: boolean): void {
  off = !on
  try {
    if (on) localStorage.removeItem(KEPT)
    else localStorage.setItem(KEPT, 'off')
  } catch {
    // Storage is forbidden here: the choice holds for this page only.
  }
  dispatchEvent(new Event(CHANGED))
}

function watch(changed: () => void): () => void {
  addEventListener(CHANGED, changed)
  return () => removeEventListener(CHANGED, changed)
}

/** The same, kept up to date while it is shown. */
export function useLetters(): boolean {
  return useSyncExternalStore(watch, areLettersOn, () => true)
}
