import { Refusal } from '#scripts/refusal.ts'
import { SettingsError } from '#server/env.ts'

/** One line for the person at the terminal. */
export function say(sentence: string): void {
  console.log(sentence)
}

/**
 * Does a piece of work and tells of it when it takes more than a second: once then, every fifteen seconds, and at its end.
 * @param label what is being done, such as "Building the pages"
 */
export async function step<Result>(label: string, work: () => Promise<Result>): Promise<Result> {
  const started = performance.now()
  let told = false
  const tell = () => {
    say(told ? `${label}: still at it …` : `${label} …`)
    told = true
    timer = setTimeout(tell, 15_000)
  }
  let timer = setTimeout(tell, 1000)
  try {
    const result = await work()
    if (told) say(`${label}: done in ${Math.round((performance.now() - started) / 1000)} s.`)
    return result
  } finally {
    clearTimeout(timer)
  }
}

/** Runs a script to its end, also when nobody reads what it says any more (`… | head`), and ends the process. */
export async function runScript(main: () => Promise<void>): Promise<never> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', unlessUnread)
  process.exit(await endOf(main))
}

/**
 * Runs a script to its end. A refusal is told in its own words, anything unforeseen with its stack.
 * @returns what the process is to end with: 0 when all went well
 */
export async function endOf(main: () => Promise<void>): Promise<number> {
  try {
    await main()
    return 0
  } catch (error) {
    if (error instanceof Refusal) console.error(error.message)
    else if (error instanceof SettingsError) console.error(`Studycircle cannot use these settings:\n${indent(error.message)}\n${WHERE}`)
    else console.error(error)
    return error instanceof Refusal ? error.exitCode : 1
  }
}

/** Dying of it would leave behind what the script has started, such as the database. */
function unlessUnread(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

const WHERE = 'They come from the environment or from the file .env; docs/configuration.md explains each.'
const indent = (text: string) => text.replace(/^/gm, '  ')
