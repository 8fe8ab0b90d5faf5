import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Env } from '#server/env.ts'

/* The port of a product that found its own taken and moved to another one, for the commands that print addresses of it. */

const fileOf = ({ DATA_DIR }: Env) => path.resolve(DATA_DIR, 'moved-to-port')

/**
 * Leaves word in the data folder of a port that is not the one of the settings; takes away what a product that was killed has left there.
 * @returns a function that takes it back
 */
export function tellPort(settings: Env, port: number): () => void {
  if (port === settings.PORT) rmSync(fileOf(settings), { force: true })
  else writeFileSync(fileOf(settings), `${port}\n`)
  return () => {
    // Another process on the same folder may have moved too, later.
    if (movedTo(settings) === port) rmSync(fileOf(settings), { force: true })
  }
}

/** Where people find the product, as it says itself when it starts. */
export function siteOf(settings: Env): string {
  return settings.SITE_URL?.replace(/\/$/, '') ?? `http://localhost:${movedTo(settings) ?? settings.PORT}`
}

function movedTo(settings: Env): number | undefined {
  try {
    return Number(readFileSync(fileOf(settings), 'utf8')) || undefined
  } catch {
    return undefined
  }
}
