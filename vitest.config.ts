import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { ensureMessages } from './scripts/messages.ts'

await ensureMessages()

const inRepository = (file: string) => fileURLToPath(new URL(file, import.meta.url))

/** Outside Next nobody takes the `react-server` road that makes this marker harmless. */
const resolve = { alias: { 'server-only': inRepository('node_modules/server-only/empty.js') } }

const env = {
  AUTH_SECRET: 'for-tests-only-for-tests-only-for-tests-only',
  LOG_LEVEL: 'error',
  CONTENT_DIR: 'tests/fixtures/content',
}

export default defineConfig({
  test: {
    // Vitest leaves one processor free, which of two is half; and one file in three waits, for a limit of time or another process.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        resolve,
        test: {
          name: 'domain',
          include: ['tests/{domain,client,components,structure,content}/**/*.test.{ts,tsx}'],
          // Nothing here keeps anything for the next file: modules are loaded once, which halves the time.
          isolate: false,
          testTimeout: 60_000,
          env,
        },
      },
      {
        resolve,
        test: {
          name: 'server',
          // Modules stay for the next file, which half of the time would go into: what they keep hangs on the database or the settings.
          isolate: false,
          include: ['tests/server/**/*.test.ts'],
          globalSetup: ['tests/support/postgres.ts'],
          setupFiles: ['tests/support/database.ts'],
          // For machines that are busy with something else: what hangs, hangs for longer than this.
          testTimeout: 180_000,
          hookTimeout: 180_000,
          env,
        },
      },
      {
        resolve,
        test: {
          name: 'setup',
          include: ['tests/setup/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
