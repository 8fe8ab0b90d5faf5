import 'server-only'
import { Script } from 'node:vm'

// Work that may take longer than its words are long, stopped when its time is over. For threads: nothing else happens meanwhile.

const asked = globalThis as typeof globalThis & { studycircleTask?: () => unknown }
const runAsked = new Script('studycircleTask()')

/** @returns what a function returns, or null when it takes longer than this many milliseconds; it is stopped wherever it is. */
export function withinTime<Result>(act: () => Result, timeout: number): Result | null {
  asked.studycircleTask = act
  try {
    return runAsked.runInThisContext({ timeout }) as Result
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return null
    throw error
  }
}

/**
 * What a function makes of each text, or null where one takes longer than this many milliseconds. A watch on the time costs more than most texts do, so one is kept
 * over many: a text that it stops is begun again with a watch of its own, and given up only then.
 */
export function eachWithinTime<Result>(texts: string[], make: (text: string) => Result, timeout: number): (Result | null)[] {
  const made: (Result | null)[] = []
  while (made.length < texts.length) {
    const before = made.length
    const all = () => {
      for (const text of texts.slice(before)) made.push(make(text))
      return true
    }
    if (withinTime(all, timeout) === null && made.length === before) made.push(null)
  }
  return made
}
