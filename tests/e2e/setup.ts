import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from '../support/app-server.ts'
import { addDemo } from '../support/demo.ts'
import { runBeside } from '../support/run-beside.ts'

/** One running product with the invented group in it, and the guide that tests talk about, for all browser tests; the story test starts another for itself. */
export default async function setup() {
  if (process.env.E2E_URL) return
  const dataDir = mkdtempSync(join(tmpdir(), 'studycircle-e2e-'))
  const app = await startApp({ dataDir })
  process.env.E2E_URL = app.url
  process.env.E2E_DATA_DIR = dataDir
  process.env.E2E_DEMO = JSON.stringify(await addDemo(dataDir))
  await runBeside('tests/support/save-lights.ts', [], dataDir)
  return async () => {
    await app.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
