import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/**
 * What a whole Chromium does beside our pages. Into every window it loads two pages of its own, for a list under the address bar that no
 * test opens: that is more work than most pages of ours. It heeds only the last such list, so this one says Playwright's again.
 */
const UNUSED = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable'],
  ...['LensOverlay', 'MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect'],
  ...['OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch'],
]

/** What the browser must not do here: draw with a graphics card, call home, or more than pages need. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${UNUSED.join(',')}`,
]

/**
 * Finds a Chromium: CHROMIUM_PATH, the system's, Playwright's own, and as a last resort the one inside an npm package.
 * @returns launch options for Playwright
 */
export async function chromiumOptions(): Promise<{ executablePath: string; args: string[] }> {
  const places = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome', chromium.executablePath()]
  const found = places.find((path) => path && existsSync(path))
  return { executablePath: found ?? (await unpackChromium()), args: QUIET }
}

/** The package's own switches are for another place than this: one process, which ends when a second page closes, and no web security. */
async function unpackChromium(): Promise<string> {
  const { default: packed } = await import('@sparticuz/chromium')
  return packed.executablePath()
}
