import { areLettersOn } from '#client/letter-keys.ts'

/** Single-letter shortcuts. */
const LETTERS = ['c', 'n', ']', 'p', '[', 'u', '?']

/** Where letters are written, or where keys have a meaning of their own. */
const TYPING = 'input, textarea, select, dialog, [popover], [contenteditable]'

/**
 * Whether a key may be meant for reading with the keyboard, as long as there is no caret yet: a shortcut, an arrow on the
 * number of a paragraph, Escape in a note. Never while somebody types.
 */
export function isReadingKey({ target, key, ctrlKey, altKey, metaKey, shiftKey, isComposing }: KeyboardEvent): boolean {
  if (!(target instanceof Element) || isComposing || ctrlKey || altKey || metaKey || target.closest(TYPING)) return false
  if (key.startsWith('Arrow')) return target.matches('.paragraph-link') && (shiftKey || key === 'ArrowLeft' || key === 'ArrowRight')
  if (key === 'Escape') return target.closest('[id^="annotation-"]') !== null
  return LETTERS.includes(key) && areLettersOn()
}

/** Keys that go on with what an early key began, while what acts on keys is being fetched: they are not for the page then. */
export function isReadingOn({ target, key, isComposing }: KeyboardEvent): boolean {
  if (!(target instanceof Element) || isComposing || target.closest(TYPING)) return false
  return key.startsWith('Arrow') || key === 'Enter' || key === 'Home' || key === 'End'
}
