import pg from 'pg'

/*
 * Does what the jobs do, in a process of its own that ends itself, as if its power were cut, before the statement of the given number of
 * those with which it changes the database. Of more than there are none is fatal, nor is 0.
 */

const fatal = Number(process.argv[2])
let statements = 0
const query = pg.Client.prototype.query as (...given: unknown[]) => unknown
pg.Client.prototype.query = function counted(this: unknown, ...given: unknown[]) {
  const [first] = given
  const text = typeof first === 'string' ? first : (first as { text: string }).text
  if (/^\s*(INSERT|UPDATE|DELETE|COMMIT)/i.test(text)) statements += 1
  if (fatal > 0 && statements === fatal) process.kill(process.pid, 'SIGKILL')
  return query.apply(this, given)
} as typeof pg.Client.prototype.query

const { lookAndSend } = await import('#tests/support/letters-world.ts')
const { disconnect } = await import('#server/db.ts')
await lookAndSend()
await disconnect()
