import { once } from 'node:events'
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export type PlainProxy = {
  url: string
  /** How many requests each of the processes has answered, in their order. */
  answered: number[]
  stop: () => Promise<void>
}

/**
 * A proxy as docs/operating.md wants one: it hands each request to the next process, with the Host that it was asked for, lets answers through as they
 * come, and passes over a process that cannot be reached.
 * @param targets addresses of the processes
 */
export async function startProxy(targets: string[]): Promise<PlainProxy> {
  const answered = targets.map(() => 0)
  let turn = 0

  function hand(request: IncomingMessage, response: ServerResponse, body: Buffer, tries: number): void {
    const at = turn++ % targets.length
    const { hostname, port } = new URL(targets[at] ?? '')
    const from = [request.headers['x-forwarded-for'], request.socket.remoteAddress].filter(Boolean).join(', ')
    const headers = { ...request.headers, 'x-forwarded-for': from }
    const onward = ask({ hostname, port, method: request.method, path: request.url, headers, agent: false })
    onward.on('response', (answer) => {
      answered[at] = (answered[at] ?? 0) + 1
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
      // A process that dies breaks off what it was saying.
      answer.on('error', () => response.destroy())
    })
    onward.on('error', () => {
      if (response.headersSent) response.destroy()
      else if (tries > 1) hand(request, response, body, tries - 1)
      else response.writeHead(502).end()
    })
    response.on('close', () => onward.destroy())
    onward.end(body)
  }

  const server = createServer(async (request, response) => hand(request, response, await buffer(request), targets.length))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const stop = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, answered, stop }
}
