import http from 'node:http'
import pg from 'pg'

/*
 * The least that passes on what people do: one LISTEN connection, and a stream for each device. It checks nobody, keeps nothing and numbers
 * in memory. Whatever the product takes beyond it is what being let in, being numbered and being kept costs. With KEEPS=1 it writes down what it
 * passes on, numbered under a lock on the meeting's row, as the product has to; it still checks nobody.
 */
const KEEP = `
  WITH meeting AS MATERIALIZED (SELECT id, group_id FROM meetings WHERE id = $3 FOR UPDATE), written AS (
    INSERT INTO meeting_events (id, group_id, meeting_id, seq, action, at)
    SELECT $4, group_id, id, 1 + coalesce((SELECT max(seq) FROM meeting_events WHERE meeting_id = $3), 0), $5, now() FROM meeting
    RETURNING seq
  )
  SELECT pg_notify($1, $2) FROM written`
const keeps = process.env.KEEPS === '1'
// Who waited for the lock has not seen the number that was taken meanwhile.
const keep = (values: unknown[]): Promise<unknown> =>
  pool.query({ name: 'keep', text: KEEP, values }).catch((error) => (error.code === '23505' ? keep(values) : Promise.reject(error)))
const connectionString = process.env.DATABASE_URL
const pool = new pg.Pool({ connectionString, max: 10 })
const listener = new pg.Client({ connectionString })
await listener.connect()
const rooms = new Map<string, { seq: number; streams: Set<http.ServerResponse> }>()
const roomOf = (path: string) => {
  const room = rooms.get(path) ?? { seq: 0, streams: new Set() }
  rooms.set(path, room)
  return room
}
listener.on('notification', ({ payload = '{}' }) => {
  const { path, id, text } = JSON.parse(payload)
  const room = roomOf(path)
  room.seq += 1
  for (const stream of room.streams)
    stream.write(`id: ${room.seq}\nevent: happened\ndata: ${JSON.stringify({ id, seq: room.seq, text })}\n\n`)
})
await listener.query('LISTEN bare')

const server = http.createServer(async (request, response) => {
  const [path = ''] = (request.url ?? '').split('?')
  if (request.method === 'GET') {
    const { streams } = roomOf(path.replace(/\/stream$/, ''))
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 2000\n\n')
    streams.add(response)
    response.once('close', () => streams.delete(response))
    return
  }
  let body = ''
  for await (const chunk of request) body += chunk
  const [{ id, action }] = JSON.parse(body).events
  const room = path.replace(/\/events$/, '')
  const told = ['bare', JSON.stringify({ path: room, id, text: action.text })]
  if (keeps) await keep([...told, room.split('/').at(-1), id, JSON.stringify(action)])
  else await pool.query('SELECT pg_notify($1, $2)', told)
  response.end('{}')
})
server.listen(0, '127.0.0.1', () => console.log(`bare ${(server.address() as { port: number }).port}`))
