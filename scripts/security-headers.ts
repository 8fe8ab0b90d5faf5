import { createHash, randomBytes } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { addressOf } from '#scripts/packed-pages.ts'
import type { Env } from '#server/env.ts'

/** What the front door must know of the pages behind it. */
export type Pages = {
  /** Whether this is a script, style or font of the build. */
  isFile: (pathname: string) => boolean
  /** Whether a page was built once and is the same for everybody. */
  isStatic: (pathname: string) => boolean
  /** The sources of `script-src` for a page. */
  scripts: (pathname: string) => string
}

/**
 * Reads the built pages. The inline scripts of a static page are known by their hashes. Any other page gets a fresh nonce, which Next
 * takes from the request's header and writes on its own scripts, and the hashes of the scripts that the layout puts on every page.
 * @param build Next's folder of built files
 */
export function builtPages(build: string): Pages {
  const folder = path.join(build, 'server', 'app')
  const hashes = new Map(globSync('**/*.html', { cwd: folder }).map((file) => [addressOf(file), hashesIn(path.join(folder, file))]))
  const shared = hashes.get('/_not-found') ?? []
  const fixed = new Map([...hashes].map(([address, list]) => [address, ["'self'", ...list].join(' ')]))
  const files = new Set(globSync('static/**/*.*', { cwd: build }).map((file) => `/_next/${file.split(path.sep).join('/')}`))
  return {
    isFile: (pathname) => files.has(pathname),
    isStatic: (pathname) => fixed.has(pathname),
    scripts: (pathname) => fixed.get(pathname) ?? ["'self'", `'nonce-${randomBytes(16).toString('base64')}'`, ...shared].join(' '),
  }
}

/** While developing nothing is built, and Next's live reloading writes scripts of its own. */
export const devPages: Pages = { isFile: () => false, isStatic: () => false, scripts: () => "'self' 'unsafe-inline' 'unsafe-eval'" }

const hashesIn = (file: string): string[] => (existsSync(file) ? inlineHashes(readFileSync(file, 'utf8')) : [])

/** The inline scripts of a page as sources of `script-src`. */
export function inlineHashes(html: string): string[] {
  const scripts = [...html.matchAll(/<script(?<attributes>[^>]*)>(?<code>[\s\S]*?)<\/script>/g)]
  const inline = scripts.filter(({ groups }) => !/\ssrc=/.test(groups?.attributes ?? '') && groups?.code)
  const sums = inline.map(
    ({ groups }) =>
      `'sha256-${createHash('sha256')
        .update(groups?.code ?? '')
        .digest('base64')}'`,
  )
  return [...new Set(sums)]
}

/** Headers that every answer carries. */
export function commonHeaders({ SITE_URL }: Pick<Env, 'SITE_URL'>): [string, string][] {
  const headers: [string, string][] = [
    ['x-content-type-options', 'nosniff'],
    ['cross-origin-resource-policy', 'same-origin'],
  ]
  if (SITE_URL?.startsWith('https:')) headers.push(['strict-transport-security', 'max-age=31536000'])
  return headers
}

/** Headers that mean something on pages only; every answer has them but the files of the build, where they would be weight without use. */
export const PAGE_HEADERS: [string, string][] = [
  // Addresses of private groups and invitations stay between the reader and this site.
  ['referrer-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['x-frame-options', 'DENY'],
  // A page gets its own policy instead.
  ['content-security-policy', "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"],
]

/** Builds the policy of one page around its scripts. Styles may be inline: React writes some, and they cannot run anything. */
export function contentPolicy({ OIDC_ISSUER, NODE_ENV }: Pick<Env, 'OIDC_ISSUER' | 'NODE_ENV'>): (scripts: string) => string {
  const signIn = OIDC_ISSUER ? ` ${new URL(OIDC_ISSUER).origin}` : ''
  const live = NODE_ENV === 'development' ? ' ws: wss:' : ''
  const rest = [
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${live}`,
    `form-action 'self'${signIn}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "frame-src 'none'",
  ].join('; ')
  return (scripts) => `default-src 'self'; script-src ${scripts}; ${rest}`
}
