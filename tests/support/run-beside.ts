import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/**
 * Runs a script of the project beside the running product, on the same data, as whoever runs an installation does.
 * @param dataDir of the product; of the one that all specs share, unless told
 * @returns what it said
 * @throws when it fails
 */
export async function runBeside(script: string, args: string[] = [], dataDir = process.env.E2E_DATA_DIR ?? ''): Promise<string> {
  const env = { ...process.env, NODE_ENV: 'production' as const, DATA_DIR: dataDir, DATABASE_URL: '' }
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', './scripts/as-server.mjs', script, ...args], { env })
  return stdout
}

/** What such a script says last, where it tells a test something. */
export const lastLine = (said: string): string => said.trim().split('\n').at(-1) ?? ''
