import { parseArgs } from 'node:util'
import { Problem } from '#domain/problem.ts'
import { check } from '#scripts/guide/check.ts'
import { type Command, Misuse } from '#scripts/guide/command.ts'
import { exportGuide } from '#scripts/guide/export.ts'
import { importText } from '#scripts/guide/import.ts'
import { list } from '#scripts/guide/list.ts'
import { remove } from '#scripts/guide/remove.ts'
import { Refusal } from '#scripts/refusal.ts'
import { say } from '#scripts/terminal.ts'
import { problemInWords } from '#server/in-words.ts'

const COMMANDS: Record<string, Command> = { import: importText, check, list, remove, export: exportGuide }

/**
 * Does what stands behind `npm run guide --`, and says what came of it.
 * @param words the command and what was given to it; none is a wish for help
 * @throws Refusal when it cannot be done, Misuse when it was called wrongly
 */
export async function runCommand(words: string[]): Promise<void> {
  const [name = 'help', ...rest] = words
  if (/^(-h|--?help|help)$/.test(name)) {
    say(helpText())
    return
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) throw new Misuse(`There is no command "${name}".\n\n${helpText()}`)
  await command.run(parse(name, command, rest)).catch((error: unknown) => {
    throw error instanceof Problem ? new Refusal(problemInWords(error)) : error
  })
}

function parse(name: string, { usage, options }: Command, args: string[]): Parameters<Command['run']>[0] {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    return { words: positionals, options: values as Record<string, string | boolean | undefined> }
  } catch (error) {
    const [sentence] = (error as Error).message.split('. ')
    throw new Misuse(`${sentence}.\nUse it like this: npm run guide -- ${name} ${usage}`.trimEnd())
  }
}

function helpText(): string {
  const lines = Object.entries(COMMANDS).map(([name, { usage, about }]) => `  ${`${name} ${usage}`.trimEnd()}\n      ${about}`)
  return ['Use it like this: npm run guide -- COMMAND', '', ...lines].join('\n')
}
