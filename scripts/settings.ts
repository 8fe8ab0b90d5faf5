import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Env, parseEnv } from '#server/env.ts'

/** The folder that holds package.json. */
export const ROOT = path.resolve(import.meta.dirname, '..')

/**
 * Reads the settings from the environment and from `.env`, where the environment wins, and moves to the project's folder,
 * which relative paths are meant from.
 * @throws SettingsError with one line a bad setting
 */
export function readSettings(mode: 'production' | 'development'): Env {
  process.chdir(ROOT)
  if (existsSync('.env')) process.loadEnvFile('.env')
  // Nothing is reported to anybody, and Next keeps its hands off package-lock.json.
  setVariables({ NODE_ENV: mode, NEXT_TELEMETRY_DISABLED: '1', NEXT_IGNORE_INCORRECT_LOCKFILE: '1', CHECKPOINT_DISABLE: '1' })
  return parseEnv(process.env)
}

/** Sets environment variables, for what reads its settings there: Next, next-auth, Prisma and our own `server/env.ts`. */
export function setVariables(variables: Record<string, string>): void {
  Object.assign(process.env, variables)
}
