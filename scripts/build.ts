import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { claimBuild } from '#scripts/build-users.ts'
import { packFiles } from '#scripts/packed-files.ts'
import { Refusal } from '#scripts/refusal.ts'
import { ROOT } from '#scripts/settings.ts'
import { shareChunks } from '#scripts/share-chunks.ts'
import type { Env } from '#server/env.ts'

const SOURCES = ['app', 'components', 'client', 'domain', 'server', 'messages', 'prisma/schema.prisma', 'public', 'next.config.js']
const CONFIGURATION = ['postcss.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json']

/** One process builds at a time; the number has no meaning. */
const BUILD_LOCK = 5487233

/**
 * Builds the pages unless they were built from exactly these sources, guides and packages. Processes that start together on one
 * database build once: the look and the build are under one lock, or the second would clear what the first has begun to serve.
 * @returns whether anything was built
 * @throws Refusal with Next's last words when the build fails; when another process serves other pages from this folder
 */
export async function ensureBuild(settings: Env, databaseUrl: string, signal: AbortSignal): Promise<boolean> {
  const wanted = sourcesId(settings)
  claimBuild(wanted)
  if (builtId() === wanted) return false
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    for (;;) {
      signal.throwIfAborted()
      const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [BUILD_LOCK])
      if (rows[0]?.mine) return await build(wanted, signal)
      await delay(250, undefined, { signal })
    }
  } finally {
    await client.end()
  }
}

async function build(wanted: string, signal: AbortSignal): Promise<boolean> {
  for (;;) {
    if (builtId() === wanted) return false
    requireWritable()
    const { code, output } = await runNext(wanted, signal)
    if (code === 0) {
      await shareChunks(path.join(ROOT, '.next'))
      await packFiles(path.join(ROOT, '.next'))
      return true
    }
    // Next locks its folder too: somebody builds for another database, or by hand.
    if (!output.includes('Another next build process')) {
      throw new Refusal(`The pages could not be built. Next says:\n${output.trim().split('\n').slice(-25).join('\n')}`)
    }
    await delay(500, undefined, { signal })
  }
}

/** @throws Refusal when Next would not be able to write the pages */
function requireWritable(): void {
  const folder = path.join(ROOT, '.next')
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Refusal(`The pages have to be built, and the folder ${folder} cannot be written (${code}). Make this user its owner.`)
  }
}

/** One name for everything that pages are made of: files, Node, and the settings that show on a page. It is also Next's build id. */
function sourcesId({ CONTENT_DIR, SITE_URL, OIDC_ISSUER, OIDC_NAME, SMTP_URL }: Env): string {
  const shown = [CONTENT_DIR, SITE_URL, OIDC_ISSUER && OIDC_NAME, Boolean(SMTP_URL)]
  const hash = createHash('sha256').update(JSON.stringify([shown, process.versions.node]))
  for (const file of [...SOURCES, ...CONFIGURATION, CONTENT_DIR].flatMap((name) => listFiles(path.resolve(ROOT, name)))) {
    hash.update(`\0${path.relative(ROOT, file)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 20)
}

function listFiles(place: string): string[] {
  if (!existsSync(place)) return []
  if (!statSync(place).isDirectory()) return [place]
  return readdirSync(place)
    .sort()
    .flatMap((name) => listFiles(path.join(place, name)))
}

/** The id of a build that came to its end: Next writes the marker last and clears it first. */
function builtId(): string | null {
  const folder = path.join(ROOT, '.next')
  const complete = existsSync(path.join(folder, 'export-marker.json')) && existsSync(path.join(folder, 'BUILD_ID'))
  return complete ? readFileSync(path.join(folder, 'BUILD_ID'), 'utf8').trim() : null
}

async function runNext(buildId: string, signal: AbortSignal): Promise<{ code: number | null; output: string }> {
  const next = path.join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next')
  const env = { ...process.env, STUDYCIRCLE_BUILD_ID: buildId, NO_COLOR: '1' }
  const child = spawn(process.execPath, [next, 'build'], { cwd: ROOT, env, signal, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  const [code] = await once(child, 'close')
  return { code, output }
}
