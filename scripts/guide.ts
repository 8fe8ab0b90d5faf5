import { runCommand } from '#scripts/guide/commands.ts'
import { runScript } from '#scripts/terminal.ts'

// Looks after the guides of an installation. Exit code 0 when done, 1 when it could not be done, 2 when it was called wrongly.
await runScript(() => runCommand(process.argv.slice(2)))
