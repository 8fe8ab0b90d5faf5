import { GET, POST } from '#app/api/auth/[...nextauth]/route.ts'
import { POST as signIn } from '#app/api/sign-in/route.ts'
import { POST as signOut } from '#app/api/sign-out/route.ts'

const SITE = 'http://localhost:3000'

/** A browser that visits the routes of signing in and keeps their cookies. */
export class AuthVisit {
  readonly cookies = new Map<string, string>()
  readonly #address: string

  /** @param address where it comes from: attempts are counted for each */
  constructor(address = '192.0.2.1') {
    this.#address = address
  }

  get headers(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const own = {
      host: 'localhost:3000',
      origin: SITE,
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    }
    return { ...own, 'x-client-address': this.#address, ...(cookie ? { cookie } : {}) }
  }

  /** @param path under /api/auth, with its query */
  async get(path: string): Promise<Response> {
    return this.#keep(await GET(new Request(`${SITE}/api/auth/${path}`, { headers: this.headers }), this.#context(path)))
  }

  /** Posts a form to next-auth, as scripts of the sign-in page do. */
  async post(path: string, form: Record<string, string>): Promise<Response> {
    const body = new URLSearchParams({ json: 'true', ...form })
    const request = new Request(`${SITE}/api/auth/${path}`, { method: 'POST', headers: this.headers, body })
    return this.#keep(await POST(request, this.#context(path)))
  }

  signIn(username: string, password: string): Promise<Response> {
    return this.#ask(signIn, 'sign-in', { username, password })
  }

  signOut(): Promise<Response> {
    return this.#ask(signOut, 'sign-out', {})
  }

  async #ask(handler: typeof signIn, path: string, body: object): Promise<Response> {
    const headers = { ...this.headers, 'content-type': 'application/json' }
    const request = new Request(`${SITE}/api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    return this.#keep(await handler(request, { params: Promise.resolve({}) }))
  }

  #context(path: string) {
    return { params: Promise.resolve({ nextauth: path.split('?')[0]?.split('/') ?? [] }) }
  }

  #keep(response: Response): Response {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/Max-Age=0/i.test(line) || value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return response
  }
}
