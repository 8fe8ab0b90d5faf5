import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** What the browser must not do here: draw with a graphics card, or call home. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Finds a Chromium: CHROMIUM_PATH, the system's, Playwright's own, and as a last resort the one inside an npm package.
 * @returns launch options for Playwright
 */
export async function chromiumOptions(): Promise<{ executablePath: string; args: string[] }> {
  const places = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome', chromium.executablePath()]
  const found = places.find((path) => path && existsSync(path))
  if (found) return { executablePath: found, args: QUIET }
  const { default: packed } = await import('@sparticuz/chromium')
  return { executablePath: await packed.executablePath(), args: [...packed.args, ...QUIET] }
}
