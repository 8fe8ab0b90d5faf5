/**
 * Puts words in place of what is selected in a field, as if they had been typed: the field's own undo takes them back, and it tells of
 * them as of typing.
 * @param select which of the new words are selected then, as offsets in them; their end unless told
 */
export function insertInField(field: HTMLTextAreaElement, words: string, select: [number, number] = [words.length, words.length]): void {
  field.focus({ preventScroll: true })
  const start = field.selectionStart
  // The one way that keeps the history of undoing, in every browser; those that will not do it any more take the other.
  if (!document.execCommand('insertText', false, words)) {
    field.setRangeText(words, start, field.selectionEnd, 'end')
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: words }))
  }
  field.setSelectionRange(start + select[0], start + select[1])
}
