import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { runScriptBeside } from './run-beside.ts'

export type Demo = { password: string; groupPath: string }

/**
 * Adds the invented group to a running product, as `npm run demo` does, and reads what that says.
 * @param folder of the project, where that is another checkout of it
 * @throws when the script fails or says something else
 */
export async function addDemo(dataDir: string, folder?: string): Promise<Demo> {
  const stdout = await runScriptBeside('scripts/demo.ts', dataDir, [], folder)
  const [, password] = stdout.match(/with the password (\S+)/) ?? []
  const [, groupPath] = stdout.match(/(\/groups\/[0-9a-f-]{36})/) ?? []
  if (!password || !groupPath) throw new Error(`the demonstration said:\n${stdout}`)
  return { password, groupPath }
}

/** A page of somebody of the invented group, signed in through the form. */
export async function openAs(browser: Browser, username: string, demo: Demo, options: BrowserContextOptions): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage()
  await page.goto(`/sign-in?next=${encodeURIComponent(demo.groupPath)}`)
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(demo.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL((url) => url.pathname === demo.groupPath)
  return page
}
