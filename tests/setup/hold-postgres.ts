import { startPostgres } from '#scripts/postgres.ts'
import { runScript } from '#scripts/terminal.ts'

/** Starts the database of a folder, says so in one line of JSON, and keeps it until its input ends. For tests: `hold-postgres.ts <folder> [port]`. */
const [dir = '', port] = process.argv.slice(2)

await runScript(async () => {
  const server = await startPostgres({ dir, password: 'only-for-tests', settings: { fsync: 'off' }, ...(port && { port: Number(port) }) })
  console.log(JSON.stringify({ port: server.port, adopted: server.adopted }))
  for await (const _ of process.stdin);
  await server.stop()
})
