import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/*
 * Turns the catalogues of sentences (messages/<language>/<noun>.json, in ICU MessageFormat) into functions with typed parameters
 * (messages/<noun>.ts, not kept in Git). A page then carries the sentences that it says, and no others. See decision 0021.
 */

const ROOM = path.join(import.meta.dirname, '..', 'messages')
const LANGUAGE = 'en-GB'
const COMPILER = path.join(import.meta.dirname, 'compile-messages.ts')

/** Writes those functions that are older than their sentences. Called before anything that imports them is loaded. */
export async function ensureMessages(): Promise<void> {
  for (const file of readdirSync(path.join(ROOM, LANGUAGE))) {
    const source = path.join(ROOM, LANGUAGE, file)
    const target = path.join(ROOM, `${path.basename(file, '.json')}.ts`)
    if (changedAt(target) > Math.max(changedAt(source), changedAt(COMPILER))) continue
    const { compileMessages } = await import('#scripts/compile-messages.ts')
    writeFileSync(target, compileMessages(LANGUAGE, path.relative(ROOM, source), readFileSync(source, 'utf8')))
  }
}

const changedAt = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0

if (import.meta.main) await ensureMessages()
