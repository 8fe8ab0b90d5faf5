import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

export const CLIENT = { id: 'studycircle', secret: 'a-client-secret' }

export type Claims = { sub: string; name?: string; preferred_username?: string; email?: string; email_verified?: boolean }
type Grant = { nonce: string; challenge: string; redirect: string }

/**
 * A small OpenID Connect issuer that speaks real HTTP: discovery, authorization code with PKCE, a signed id token, userinfo.
 * Whoever `person` describes is signed in there already.
 */
export class OidcServer {
  person: Claims = { sub: 'nobody' }
  url = ''
  readonly #grants = new Map<string, Grant>()
  readonly #server = createServer((request, response) => void this.#answer(request, response))
  readonly #keys = generateKeyPair('RS256')

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    const address = this.#server.address()
    if (!address || typeof address === 'string') throw new Error('no port')
    this.url = `http://127.0.0.1:${address.port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url)
    const json = (body: unknown, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (pathname === '/.well-known/openid-configuration') return void json(this.#discovery())
    if (pathname === '/jwks') return void json({ keys: [{ ...(await exportJWK((await this.#keys).publicKey)), kid: '1', alg: 'RS256' }] })
    if (pathname === '/authorize') return void response.writeHead(302, { location: this.#grant(searchParams) }).end()
    if (pathname === '/token') return void json(...(await this.#tokens(request)))
    if (pathname === '/userinfo' && request.headers.authorization === 'Bearer an-access-token') return void json(this.person)
    json({}, 404)
  }

  #discovery() {
    const at = (path: string) => `${this.url}/${path}`
    return {
      issuer: this.url,
      authorization_endpoint: at('authorize'),
      token_endpoint: at('token'),
      jwks_uri: at('jwks'),
      userinfo_endpoint: at('userinfo'),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    }
  }

  #grant(asked: URLSearchParams): string {
    const code = randomUUID()
    const redirect = asked.get('redirect_uri') ?? ''
    this.#grants.set(code, { nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '', redirect })
    return `${redirect}?${new URLSearchParams({ code, state: asked.get('state') ?? '' })}`
  }

  async #tokens(request: IncomingMessage): Promise<[unknown, number?]> {
    let text = ''
    for await (const chunk of request) text += chunk
    const form = new URLSearchParams(text)
    const grant = this.#grants.get(form.get('code') ?? '')
    this.#grants.delete(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const client = Buffer.from((request.headers.authorization ?? '').replace('Basic ', ''), 'base64').toString()
    const right =
      grant?.challenge === challenge && grant.redirect === form.get('redirect_uri') && client === `${CLIENT.id}:${CLIENT.secret}`
    if (!right) return [{ error: 'invalid_grant' }, 400]
    // As many issuers do, the id token says only who; name and address are at userinfo.
    const idToken = await new SignJWT({ nonce: grant.nonce })
      .setProtectedHeader({ alg: 'RS256', kid: '1' })
      .setIssuer(this.url)
      .setAudience(CLIENT.id)
      .setSubject(this.person.sub)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign((await this.#keys).privateKey)
    return [{ access_token: 'an-access-token', token_type: 'Bearer', expires_in: 300, id_token: idToken }]
  }
}
