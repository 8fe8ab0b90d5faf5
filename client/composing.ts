/**
 * Whether a key belongs to the input method with which somebody is composing a word, as in Chinese, Japanese and Korean: Enter then takes
 * a suggestion and Escape drops it, and neither is meant for us. Safari ends the composition before the key that ended it: it has the code 229.
 */
export function isComposing({ isComposing: composing, keyCode }: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return composing || keyCode === 229
}
