import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from '../support/app-server.ts'
import { addDemo } from '../support/demo.ts'
import { PASSWORD } from '../support/group-page.ts'
import { runBeside } from '../support/run-beside.ts'
import { findLeaks, whatWasTyped } from '../support/search-log.ts'

/** One running product with the invented group in it, and the guide that tests talk about, for all browser tests; the story test starts another for itself. */
export default async function setup() {
  if (process.env.E2E_URL) return
  const dataDir = mkdtempSync(join(tmpdir(), 'studycircle-e2e-'))
  const logFile = join(dataDir, 'log')
  const app = await startApp({ dataDir, logFile, env: { LOG_LEVEL: 'debug' } })
  process.env.E2E_URL = app.url
  process.env.E2E_DATA_DIR = dataDir
  process.env.E2E_DEMO = JSON.stringify(await addDemo(dataDir))
  await runBeside('save-lights', [], dataDir)
  return async () => {
    await askInVain(app.url)
    const typed = await whatWasTyped(dataDir)
    await app.stop()
    const log = readFileSync(logFile, 'utf8')
    // Where it listens is no reader's address.
    const ofPostgres = readFileSync(join(dataDir, 'postgres.log'), 'utf8').replace(/^.*listening on .*$/gm, '')
    rmSync(dataDir, { recursive: true, force: true })
    requireSilence(log, ofPostgres, typed)
  }
}

/** Words that are stored nowhere, sent where secrets and passwords go. */
const CANARIES = ['canary-of-a-secret-feed', 'Canary of a username', 'canary of a password', PASSWORD]

async function askInVain(url: string): Promise<void> {
  const [feed, username, password] = CANARIES
  await fetch(`${url}/api/feeds/${feed}`)
  const headers = { origin: url, 'content-type': 'application/json' }
  await fetch(`${url}/api/sign-in`, { method: 'POST', headers, body: JSON.stringify({ username, password }) })
}

/** @throws when the logs of the whole run hold anything that somebody typed, or an address; or when nothing was logged */
function requireSilence(log: string, ofPostgres: string, typed: Set<string>): void {
  if (!log.includes('"path":"/api/feeds/…"') || !log.includes('"security":"sign-in-refused"')) throw new Error('Nothing was logged.')
  if (typed.size === 0) throw new Error('Nobody has typed anything.')
  const leaks = [log, ofPostgres].flatMap((each) => findLeaks(each, [...typed, ...CANARIES]))
  if (leaks.length > 0) throw new Error(`The log tells ${leaks.length} times what it must not:\n${leaks.slice(0, 40).join('\n')}`)
  console.log(`The log of the run holds none of ${typed.size} texts that were typed, and no address.`)
}
