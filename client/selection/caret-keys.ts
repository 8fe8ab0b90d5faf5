import type { Move } from '#client/selection/caret.ts'

/** What a key event says of itself; all that this file needs of it. */
export type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'>

/**
 * The move that a key asks of the caret: ← and → a word, ↑ and ↓ a sentence, Home and End the paragraph's edges; with
 * Ctrl (on a Mac Option) a letter, a paragraph and the text's edges; with Shift it selects.
 * @param leftwards the text under the caret runs from right to left
 * @returns null for any other key. Alt with ← and → is the browser's way back and forth, except on a Mac.
 */
export function moveOf({ key, ctrlKey, altKey, metaKey, shiftKey: extend }: Key, leftwards: boolean, mac: boolean): Move | null {
  if (metaKey) return null
  const other = ctrlKey || altKey
  switch (key) {
    case 'ArrowRight':
    case 'ArrowLeft':
      if (altKey && !mac) return null
      return { over: other ? 'letter' : 'word', forward: (key === 'ArrowRight') !== leftwards, extend }
    case 'ArrowDown':
    case 'ArrowUp':
      return { over: other ? 'paragraph' : 'sentence', forward: key === 'ArrowDown', extend }
    case 'Home':
    case 'End':
      return { over: other ? 'edge of text' : 'edge of paragraph', forward: key === 'End', extend }
    default:
      return null
  }
}
