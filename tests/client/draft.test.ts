import { beforeEach, describe, expect, test, vi } from 'vitest'
import { findDraft, keepDraft } from '#client/draft.ts'

/** A browser's storage: Node has none. */
function storage(full: () => boolean): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem(key, text) {
      if (full()) throw new DOMException('full', 'QuotaExceededError')
      kept.set(key, text)
    },
    removeItem: (key) => void kept.delete(key),
  }
}

let full = false
beforeEach(() => {
  full = false
  vi.stubGlobal(
    'localStorage',
    storage(() => full),
  )
})

describe('a draft', () => {
  test('is kept under its own name until it is removed', () => {
    expect(findDraft('note')).toBeNull()
    keepDraft('note', 'Half a thought')
    keepDraft('answer', '')
    expect(findDraft('note')).toBe('Half a thought')
    expect(findDraft('answer')).toBe('')
    expect(localStorage.getItem('draft:note')).toBe('Half a thought')
    keepDraft('note', null)
    expect(findDraft('note')).toBeNull()
  })

  test('lives in the page when storage is full, and goes back into storage when there is room', () => {
    keepDraft('note', 'Short')
    full = true
    keepDraft('note', 'Short, then longer')
    expect(findDraft('note')).toBe('Short, then longer')
    full = false
    keepDraft('note', 'Short, then longer still')
    expect(localStorage.getItem('draft:note')).toBe('Short, then longer still')
    expect(findDraft('note')).toBe('Short, then longer still')
    keepDraft('note', null)
    expect(findDraft('note')).toBeNull()
  })

  test('lives in the page when storage is forbidden', () => {
    vi.stubGlobal('localStorage', undefined)
    keepDraft('secret', 'Still here')
    expect(findDraft('secret')).toBe('Still here')
    keepDraft('secret', null)
    expect(findDraft('secret')).toBeNull()
  })
})
