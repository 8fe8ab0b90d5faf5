import { useCallback, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
/** What could not be put into storage, because that is full or forbidden: it lives as long as the page. */
const unstored = new Map<string, boolean>()

function isOn(name: string): boolean {
  try {
    return unstored.get(name) ?? localStorage.getItem(`switch:${name}`) !== 'off'
  } catch {
    return true
  }
}

function turn(name: string, on: boolean): void {
  unstored.delete(name)
  try {
    if (on) localStorage.removeItem(`switch:${name}`)
    else localStorage.setItem(`switch:${name}`, 'off')
  } catch {
    unstored.set(name, on)
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', listener)
  }
}

/** Something that is on unless the reader has turned it off, remembered on this device. */
export function useSwitch(name: string): [boolean, (on: boolean) => void] {
  const read = useCallback(() => isOn(name), [name])
  const set = useCallback((on: boolean) => turn(name, on), [name])
  return [useSyncExternalStore(subscribe, read, () => true), set]
}
