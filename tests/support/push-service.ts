import { execFileSync } from 'node:child_process'
import { createECDH, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tls from 'node:tls'
import ece from 'http_ece'

type Told = { path: string; headers: Record<string, string | string[] | undefined>; words: string }

/** A push service for tests: it speaks https, and reads what is sent to it with the keys of the browser that it stands for. */
export class PushService {
  readonly told: Told[] = []
  /** What it answers. */
  status = 201
  readonly #browser = createECDH('prime256v1')
  readonly #auth = randomBytes(16)
  #server: Server | undefined

  async start(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'push-'))
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const about = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2']
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...about], { stdio: 'ignore' })
    this.#browser.generateKeys()
    this.#server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, async (request, response) => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      const { url: path = '', headers } = request
      const words = ece.decrypt(Buffer.concat(parts), { version: 'aes128gcm', privateKey: this.#browser, authSecret: this.#auth })
      this.told.push({ path, headers, words: words.toString() })
      response.writeHead(this.status).end('x'.repeat(1_000))
    }).listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    tls.setDefaultCACertificates([...tls.getCACertificates(), readFileSync(cert, 'utf8')])
  }

  /** What a browser would give to the site. */
  subscription(name: string) {
    if (!this.#server) throw new Error('the push service has not started')
    const { port } = this.#server.address() as AddressInfo
    const keys = { p256dh: this.#browser.getPublicKey('base64url'), auth: this.#auth.toString('base64url') }
    return { endpoint: `https://localhost:${port}/${name}`, keys }
  }

  async stop(): Promise<void> {
    this.#server?.close()
    this.#server?.closeAllConnections()
  }
}
