import { execFile } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { Refusal } from '#scripts/refusal.ts'
import { ROOT } from '#scripts/settings.ts'

/** What stands around the reason: greetings, and where in the engine it arose. */
const NOISE = /^(Loaded Prisma config|Prisma schema loaded|Datasource ")|^ +(\d+: |at |with )/

/**
 * Runs Prisma's command line.
 * @param failure the sentence that opens the refusal, followed by Prisma's own words
 * @param settings of `prisma.config.ts`
 * @throws Refusal when it fails
 */
export async function runPrisma(
  args: string[],
  failure: string,
  settings: { DATABASE_URL?: string; MIGRATIONS_DIR?: string } = {},
): Promise<void> {
  const cli = path.join(ROOT, 'node_modules', 'prisma', 'build', 'index.js')
  // Prisma starts scripts/schema-engine.mjs with the Node on the path.
  const PATH = [path.dirname(process.execPath), process.env.PATH].join(path.delimiter)
  const env = { ...process.env, PATH, NO_COLOR: '1', ...settings }
  try {
    await promisify(execFile)(process.execPath, [cli, ...args], { cwd: ROOT, env })
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as { stdout?: string; stderr?: string; message: string }
    const said = (stderr.trim() || stdout.trim() || message)
      .split('\n')
      .filter((line) => line && !NOISE.test(line))
      .join('\n')
    const { DATABASE_URL: url } = settings
    throw new Refusal(`${failure} Prisma says:\n${url ? said.replaceAll(url, '(the database)') : said}`)
  }
}

/** Makes the database client from the schema if npm did not, or if the schema has changed since. */
export async function ensurePrismaClient(): Promise<void> {
  const client = path.join(ROOT, 'prisma', 'generated', 'client.ts')
  const schema = path.join(ROOT, 'prisma', 'schema.prisma')
  if (existsSync(client) && statSync(client).mtimeMs >= statSync(schema).mtimeMs) return
  await runPrisma(['generate'], 'The database client could not be made.')
}
