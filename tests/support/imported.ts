import { runBeside } from './run-beside.ts'

/**
 * Saves the letters of `letters.ts` as an imported guide of the running product, as another process would.
 * @param changes files that are changed, added, or (null) left out
 */
export async function saveLetters(slug: string, audience: 'MEMBERS' | 'EVERYONE', changes: Record<string, string | null> = {}) {
  await runBeside('save-letters', [slug, audience, changes])
}

/**
 * Saves a note of a group's owner on every match of a pattern in a chapter, as another process would; the note says what was matched.
 * @returns the notes' ids, in the order of the text
 */
export const markWords = (groupId: string, chapter: string, pattern: string): Promise<string[]> =>
  runBeside('mark-words', [groupId, chapter, pattern])
