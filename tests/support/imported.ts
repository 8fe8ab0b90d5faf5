import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/**
 * Saves the letters of `letters.ts` as an imported guide of the running product, as another process would.
 * @param changes files that are changed, added, or (null) left out
 */
export async function saveLetters(slug: string, audience: 'MEMBERS' | 'EVERYONE', changes: Record<string, string | null> = {}) {
  const env = { ...process.env, NODE_ENV: 'production' as const, DATA_DIR: process.env.E2E_DATA_DIR, DATABASE_URL: '' }
  const script = ['--import', './scripts/as-server.ts', 'tests/support/save-letters.ts', slug, audience, 'trotsky', JSON.stringify(changes)]
  await promisify(execFile)(process.execPath, script, { env })
}

/**
 * Saves a note of a group's owner on every match of a pattern in a chapter, as another process would; the note says what was matched.
 * @returns the notes' ids, in the order of the text
 */
export async function markWords(groupId: string, chapter: string, pattern: string): Promise<string[]> {
  const env = { ...process.env, NODE_ENV: 'production' as const, DATA_DIR: process.env.E2E_DATA_DIR, DATABASE_URL: '' }
  const script = ['--import', './scripts/as-server.ts', 'tests/support/mark-words.ts', groupId, chapter, pattern]
  const { stdout } = await promisify(execFile)(process.execPath, script, { env })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}
