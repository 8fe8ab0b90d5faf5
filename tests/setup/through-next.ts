import { createServer } from 'node:http'
import nextServer from 'next'
import { openDatabaseAsIs } from '#scripts/database.ts'
import { ensureSecret } from '#scripts/secrets.ts'
import { openFront } from '#scripts/serve.ts'
import { ROOT, readSettings, setVariables } from '#scripts/settings.ts'

/*
 * The product on a data folder in use, as it was before routes were called in front of Next's router: the same front door, with Next alone
 * behind it. Prints its address.
 */

const settings = readSettings('production')
const database = await openDatabaseAsIs(settings)
const front = await openFront({ ...settings, PORT: 0 }, true)
const url = `http://localhost:${front.port}`
setVariables({
  AUTH_SECRET: ensureSecret(settings.DATA_DIR, 'auth-secret'),
  DATABASE_URL: database.url,
  NEXTAUTH_URL: url,
  PORT: new URL(url).port,
})
const next = nextServer({ dir: ROOT, hostname: settings.HOST, port: front.port, httpServer: createServer() })
await next.prepare()
const handle = next.getRequestHandler()
front.serve({ handle: (request, response) => void handle(request, response) })
console.log(`Next answers: ${url}`)
process.on('SIGTERM', () => process.exit(0))
