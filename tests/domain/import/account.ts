import type { Balance, ImportedText } from '#domain/import/blocks/text.ts'

/** The words that the books do not balance on: those that are lost, and those that came from nowhere. Empty when all are accounted for. */
export function unaccounted(text: ImportedText): string[] {
  if (!text.balance) throw new Error('The text was not weighed.')
  const { lost, new: added } = text.balance
  const told = (name: string, { words, examples }: Balance['lost']) => (words === 0 ? [] : [`${words} ${name}: ${examples.join(' ')}`])
  return [...told('lost', lost), ...told('new', added)]
}
