import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/**
 * Makes a link for becoming an owner of the running product, as `npm run owner` does.
 * @returns its path
 * @throws when the command fails or says something else
 */
export async function ownerLink(dataDir: string): Promise<string> {
  const env = { ...process.env, NODE_ENV: 'production' as const, DATA_DIR: dataDir, DATABASE_URL: '' }
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', './scripts/as-server.ts', 'scripts/owner.ts'], { env })
  const [path] = stdout.match(/\/owner\/[\w-]{22}$/m) ?? []
  if (!path) throw new Error(`the command said:\n${stdout}`)
  return path
}
