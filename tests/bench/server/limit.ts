import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'

/*
 * How fast this machine could answer at all: node:http and pg with one prepared statement a request, which makes the JSON. It knows who
 * asks and what they may see from the address, and checks nothing. Run with the database's address; prints its port.
 */

const pool = new pg.Pool({ connectionString: process.argv[2], max: 10, idleTimeoutMillis: 0 })
const moment = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const SHARED = (row: string) => `${row}.body, ${row}.html, ${row}.version, ${moment(`${row}.created_at`)} AS "createdAt",
  ${row}.edited_at IS NOT NULL AS edited, ${row}.deleted_at IS NOT NULL AS deleted, ${row}.words_at > $4::timestamptz AS unread,
  CASE WHEN u.id IS NULL THEN NULL ELSE json_build_object('id', u.id, 'name', u.name) END AS creator,
  CASE WHEN ${row}.creator_id = $3 THEN '{"edit":true,"remove":true,"restore":false}'::json ELSE '{"edit":false,"remove":false,"restore":false}'::json END AS can`
const NOTES = `SELECT a.id, a.chapter, a.chapter_revision AS "chapterRevision", a.start, a."end", a.exact, a.lost_in IS NOT NULL AS lost, a.visibility,
    a.motivation, a.tags, ${SHARED('a')}
  FROM annotations a LEFT JOIN users u ON u.id = a.creator_id
  WHERE a.group_id = $1 AND a.chapter = $2 AND a.deleted_at IS NULL AND (a.visibility = 'GROUP' OR a.creator_id = $3) ORDER BY a.start, a.id`
const COMMENT = `SELECT c.id, t.chapter, c.parent_id AS "parentId", json_build_object('kind', 'annotation', 'annotationId', t.annotation_id) AS subject, ${SHARED('c')}
  FROM threads t JOIN comments c ON c.thread_id = t.id LEFT JOIN annotations a ON a.id = t.annotation_id LEFT JOIN users u ON u.id = c.creator_id`
const SEEN = `(a.id IS NULL OR a.visibility = 'GROUP' OR a.creator_id = $3)`
const COMMENTS = `${COMMENT} WHERE t.group_id = $1 AND t.chapter = $2 AND c.deleted_at IS NULL AND ${SEEN} ORDER BY c.created_at, c.id`
const listed = (rows: string) => `SELECT coalesce(json_agg(row_to_json(r)), '[]')::text AS text FROM (${rows}) r`

const STATEMENTS: Record<string, string> = {
  annotations: listed(NOTES),
  comments: listed(COMMENTS),
  talk: `SELECT '[' || (${listed(NOTES)}) || ',' || (${listed(COMMENTS)}) || ']' AS text`,
  comment: `SELECT row_to_json(r)::text AS text FROM (${COMMENT} WHERE c.group_id = $1 AND c.id = $2::text::uuid AND ${SEEN}) r`,
  post: `WITH made AS (
      INSERT INTO comments (id, group_id, thread_id, creator_id, body, html, renderer, updated_at)
      SELECT $4::uuid, $1, t.id, $3, $5, $5, 1, now() FROM threads t WHERE t.annotation_id = $2::text::uuid RETURNING id, group_id)
    SELECT '{}' AS text, pg_notify('studycircle', '{"groupId":"' || group_id || '","noun":"comment","id":"' || id || '"}') FROM made`,
}
const since = new Date(Date.now() - 9 * 24 * 3600 * 1000).toISOString()
let page = Buffer.alloc(0)

const server = createServer(async (request, response) => {
  const [, name = '', groupId, about, userId] = (request.url ?? '').split('/')
  const send = (text: string | Buffer, type = 'application/json') => {
    response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(text) })
    response.end(text)
  }
  if (name === 'health') return send('{"status":"ok"}')
  if (name === 'page') return send(page, 'text/html; charset=utf-8')
  const body: Buffer[] = []
  for await (const part of request) body.push(part)
  if (name === 'keep') {
    page = Buffer.concat(body)
    return send('{}')
  }
  const said = name === 'post' ? JSON.parse(String(Buffer.concat(body))) : {}
  const values = name === 'post' ? [groupId, about, userId, said.id, said.body] : [groupId, about, userId, since]
  const { rows } = await pool.query({ name, text: STATEMENTS[name] ?? '', values })
  send(rows[0]?.text ?? 'null')
})
server.keepAliveTimeout = 65_000
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: (server.address() as AddressInfo).port })))
process.on('SIGTERM', () => process.exit(0))
