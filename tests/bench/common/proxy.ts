import http from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A plain proxy in front of several processes: each request goes to the next one, and to another where that one is gone.
 * @param targets addresses like http://localhost:3001
 */
export async function startProxy(targets: string[]): Promise<{ url: string; close: () => void }> {
  let turn = 0
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const pass = (tries: number): void => {
      const target = targets[turn++ % targets.length] ?? ''
      const { method, url, headers } = request
      const passed = http.request(`${target}${url}`, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        response.flushHeaders()
        answer.pipe(response)
        answer.once('error', () => response.destroy())
      })
      passed.once('error', () => {
        if (response.headersSent) response.destroy()
        else if (tries > 1) pass(tries - 1)
        else response.writeHead(502).end()
      })
      response.once('close', () => passed.destroy())
      passed.end(body)
    }
    pass(targets.length)
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
