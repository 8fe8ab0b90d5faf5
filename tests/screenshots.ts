import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import { startApp } from './support/app-server.ts'
import { chromiumOptions } from './support/chromium.ts'
import { addDemo, type Demo, openAs } from './support/demo.ts'
import { sampleLetter } from './support/sample-letter.ts'

/*
 * Writes every main screen, narrow and wide, light and dark, into docs/screenshots/, from a fresh start with the invented group.
 */
const FOLDER = 'docs/screenshots'
const WIDTHS = { 360: { width: 360, height: 740 }, 1280: { width: 1280, height: 900 } }
const SCHEMES = ['light', 'dark'] as const

const visitorPages = {
  home: '/',
  guide: '/guides/trotsky',
  chapter: '/guides/trotsky/what-kind-of-party',
  timeline: '/guides/trotsky/timeline',
  people: '/guides/trotsky/people',
  'sign-in': '/sign-in',
  'sign-up': '/sign-up',
}
const memberPages = ({ groupPath }: Demo) => ({
  group: groupPath,
  'group-chapter': `${groupPath}/what-kind-of-party`,
  members: `${groupPath}/members`,
  inbox: `${groupPath}/inbox`,
  'mail-and-feed': `${groupPath}/inbox/settings`,
  meetings: `${groupPath}/meetings`,
  plan: `${groupPath}/meetings/plan`,
  account: '/account',
})

async function shoot(page: Page, name: string, path: string) {
  await page.goto(path)
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
}

const dataDir = mkdtempSync(join(tmpdir(), 'studycircle-screenshots-'))
mkdirSync(FOLDER, { recursive: true })
const app = await startApp({ dataDir })
const browser = await chromium.launch(await chromiumOptions())
try {
  const demo = await addDemo(dataDir)
  for (const [size, viewport] of Object.entries(WIDTHS)) {
    for (const colorScheme of SCHEMES) {
      const options: BrowserContextOptions = { baseURL: app.url, viewport, colorScheme, locale: 'en-GB', timezoneId: 'Europe/London' }
      const visitor = await (await browser.newContext(options)).newPage()
      for (const [name, path] of Object.entries(visitorPages)) await shoot(visitor, `${name}-${size}-${colorScheme}`, path)
      await visitor.setContent(sampleLetter().html)
      await visitor.screenshot({ path: join(FOLDER, `mail-${size}-${colorScheme}.png`) })
      const member = await openAs(browser, 'demo-nora', demo, options)
      for (const [name, path] of Object.entries(memberPages(demo))) await shoot(member, `${name}-${size}-${colorScheme}`, path)
      await member.goto(`${demo.groupPath}/meetings`)
      const meeting = await member.locator('main a[href*="/meetings/"]:not([href$="/plan"])').first().getAttribute('href')
      if (meeting) await shoot(member, `meeting-${size}-${colorScheme}`, meeting)
    }
  }
} finally {
  await browser.close()
  await app.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
