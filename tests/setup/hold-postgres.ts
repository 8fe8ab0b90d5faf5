import { createInterface } from 'node:readline'
import { setImmediate } from 'node:timers/promises'
import { startPostgres } from '#scripts/postgres.ts'
import { runScript, say } from '#scripts/terminal.ts'

/** Starts the database of a folder, says so in one line of JSON, repeats each line of its input, and stops when that ends. For tests: `hold-postgres.ts <folder> [port]`. */
const [dir = '', port] = process.argv.slice(2)

await runScript(async () => {
  const server = await startPostgres({ dir, password: 'only-for-tests', settings: { fsync: 'off' }, ...(port && { port: Number(port) }) })
  say(JSON.stringify({ port: server.port, adopted: server.adopted }))
  for await (const line of createInterface(process.stdin)) {
    say(`Heard: ${line}`)
    await setImmediate() // in which it comes out that nobody reads it
  }
  await server.stop()
})
