import type { ParseArgsOptionsConfig } from 'node:util'
import { Refusal } from '#scripts/refusal.ts'

/** What was given behind a command's name: words in order, and options by name. */
export type Given = { words: string[]; options: Record<string, string | boolean | undefined> }

/** One of the things that `npm run guide -- COMMAND` does. */
export type Command = {
  /** What stands behind its name: `FILE --slug S [--dry-run]`. */
  usage: string
  /** What it does, in a line for the help. */
  about: string
  /** As `parseArgs` of `node:util` takes them; an option that takes no value is boolean. */
  options: ParseArgsOptionsConfig
  /** @throws Refusal when it cannot be done, Misuse when it was called wrongly */
  run: (given: Given) => Promise<void>
}

/** A command called in a way that it does not understand. Exit code 2, as is the custom. */
export class Misuse extends Refusal {
  override exitCode = 2
}

/** The one word that a command takes. */
export function onlyWord({ words }: Given, what: string): string {
  const [word, more] = words
  if (word === undefined) throw new Misuse(`Say ${what}.`)
  if (more !== undefined) throw new Misuse(`"${more}" is one word too many: say only ${what}. A name with spaces goes in quotation marks.`)
  return word
}

/** For a command that takes no words. */
export function noWords({ words }: Given): void {
  if (words.length > 0) throw new Misuse(`"${words[0]}" is one word too many: this command takes none.`)
}
