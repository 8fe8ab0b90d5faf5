import { globSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Readable } from 'node:stream'
import { sendAnswer } from '#scripts/send-answer.ts'

const require = createRequire(import.meta.url)

type Params = Record<string, string | string[]>
type Handler = (request: Request, context: { params: Promise<Params> }) => Promise<Response>
type Handlers = Record<string, Handler>
/** Reads the file of a route when it is asked for first. */
type Load = () => Promise<Handlers>
/** The routes below one part of an address: by the next part, else by any part, else by all parts that are left. */
type Branch = { load?: Load; named: Map<string, Branch>; any?: { name: string; branch: Branch }; rest?: { name: string; load: Load } }
type Found = { load: Load; params: Params }

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/**
 * The routes under `app/api`, called without Next's router, which costs more than what most of them do. They are the very modules that
 * Next has built and would call, and do not know who calls them.
 * @param build Next's folder of built files
 * @returns a function that says whether it answers; where it does not, there is no such route and Next says so
 */
export function apiRoutes(build: string): (request: IncomingMessage, response: ServerResponse) => boolean {
  const tree = readTree(path.join(build, 'server'))
  return (request, response) => {
    const pathname = request.url?.split('?', 1)[0] ?? ''
    if (!pathname.startsWith('/api/')) return false
    const parts = pathname.slice(1).split('/')
    const found = parts.includes('') ? null : find(tree, parts.map(decodeURIComponent))
    if (!found) return false
    void answer(found, request, response)
    return true
  }
}

function readTree(folder: string): Branch {
  const tree: Branch = { named: new Map() }
  for (const file of globSync('app/api/**/route.js', { cwd: folder })) {
    const load = loaderOf(path.join(folder, file))
    let branch = tree
    for (const part of file.split(path.sep).slice(1, -1)) {
      const [, rest, name] = /^\[(\.\.\.)?(\w+)\]$/.exec(part) ?? []
      if (rest && name) branch.rest = { name, load }
      else branch = grow(branch, part, name)
    }
    if (!branch.rest) branch.load = load
  }
  return tree
}

/** The branch for one more part of an address, made where there is none yet. */
function grow(branch: Branch, part: string, anyName: string | undefined): Branch {
  if (anyName) {
    branch.any ??= { name: anyName, branch: { named: new Map() } }
    return branch.any.branch
  }
  const next = branch.named.get(part) ?? { named: new Map() }
  branch.named.set(part, next)
  return next
}

/** What a built route exports: Next's wrapping of what we wrote. */
type Built = { routeModule: { ensureUserland: () => Promise<void>; userland: Handlers } }

function loaderOf(file: string): Load {
  let loading: Promise<Handlers> | undefined
  const read = async () => {
    const { routeModule } = await (require(file) as Built | Promise<Built>)
    await routeModule.ensureUserland()
    return routeModule.userland
  }
  return () => {
    loading ??= read()
    return loading
  }
}

function find({ load, named, any, rest }: Branch, parts: string[]): Found | null {
  const [part, ...others] = parts
  if (part === undefined) return load ? { load, params: {} } : null
  const known = named.get(part)
  const found = known && find(known, others)
  if (found) return found
  const other = any && find(any.branch, others)
  if (other) return { ...other, params: { [any.name]: part, ...other.params } }
  return rest ? { load: rest.load, params: { [rest.name]: parts } } : null
}

async function answer({ load, params }: Found, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const handlers = await load()
    const { method = '' } = request
    const handler = handlers[method === 'HEAD' ? 'GET' : method]
    if (handler) await sendAnswer(request, response, await handler(requestOf(request, response), { params: Promise.resolve(params) }))
    else response.writeHead(method === 'OPTIONS' ? 204 : 405, { allow: allowed(handlers) }).end()
  } catch (error) {
    // Routes put their own failures into words: this is none of theirs.
    console.error(error)
    if (!response.headersSent) response.statusCode = 500
    response.end()
  }
}

function allowed(handlers: Handlers): string {
  const offered = METHODS.filter((method) => handlers[method])
  return [...offered, ...(handlers.GET ? ['HEAD'] : []), 'OPTIONS'].sort().join(', ')
}

/** The same request as routes know it. It is aborted when whoever sent it goes away. */
function requestOf(request: IncomingMessage, response: ServerResponse): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  const gone = new AbortController()
  response.once('close', () => response.writableFinished || gone.abort())
  const init = { method: request.method ?? 'GET', headers, signal: gone.signal }
  const address = `http://localhost${request.url}`
  if (request.method === 'GET' || request.method === 'HEAD') return new Request(address, init)
  // What a route did not want of a body is read and forgotten, so that the connection goes on.
  response.once('finish', () => request.complete || request.removeAllListeners('data').resume())
  const body = Readable.toWeb(request) as BodyInit
  return new Request(address, { ...init, body, duplex: 'half' } as RequestInit)
}
