import http from 'node:http'
import pg from 'pg'

/*
 * The least that passes on what people do: one LISTEN connection, and a stream for each device. It checks nobody, keeps nothing and numbers
 * in memory. Whatever the product takes beyond it is what being let in, being numbered and being kept costs.
 */
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
  await pool.query('SELECT pg_notify($1, $2)', ['bare', JSON.stringify({ path: path.replace(/\/events$/, ''), id, text: action.text })])
  response.end('{}')
})
server.listen(0, '127.0.0.1', () => console.log(`bare ${(server.address() as { port: number }).port}`))
