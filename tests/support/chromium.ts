import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium, type LaunchOptions } from '@playwright/test'

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
 * Finds a Chromium: the one of CHROMIUM_PATH; else the headless shell that an npm package brings, which needs the fewest processor seconds
 * and is the same everywhere (decision 0066); where that does not run, the system's or Playwright's own.
 * @returns launch options for Playwright
 */
export async function chromiumOptions(): Promise<LaunchOptions> {
  const given = process.env.CHROMIUM_PATH
  if (!given && process.platform === 'linux' && process.arch === 'x64') return { ...unpackShell(), args: QUIET }
  const places = [given, '/usr/bin/chromium', '/usr/bin/google-chrome', chromium.executablePath()]
  return { executablePath: places.find((place) => place && existsSync(place)), args: QUIET }
}

/**
 * The package unpacks itself into the folder for temporary files, and takes for whole whatever lies there. So it does that in a folder of its
 * own, once for each version, which gets its name when all is in it. It brings the libraries and letters that a bare system lacks; its
 * switches are for another place than this: one process, which ends when a second page closes, and no web security.
 */
function unpackShell(): LaunchOptions {
  const { version } = JSON.parse(readFileSync('node_modules/@sparticuz/chromium/package.json', 'utf8'))
  const folder = path.resolve(`.data/test/headless-shell-${version}`)
  if (!existsSync(folder)) {
    mkdirSync(path.dirname(folder), { recursive: true })
    const making = mkdtempSync(`${folder}-`)
    // As on the system that its libraries are meant for: elsewhere it leaves them packed.
    const env = { ...process.env, TMPDIR: making, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }
    execFileSync(process.execPath, ['tests/support/unpack-shell.ts'], { env })
    writeFileSync(path.join(making, 'fonts.conf'), fontsOf(folder))
    keepFirst(making, folder)
  }
  const env = { ...process.env, LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: path.join(folder, 'fonts.conf') }
  return { executablePath: path.join(folder, 'chromium'), env }
}

/** Somebody else may have unpacked it in the meantime. */
function keepFirst(making: string, folder: string): void {
  try {
    renameSync(making, folder)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}

/** The system's fonts, if it has any, and the package's. */
const fontsOf = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${path.join(folder, 'fonts')}</dir>
  <cachedir>${path.join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`
