import { expect, type Page, test } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { findFaults } from '../support/axe.ts'
import { createReader, PASSWORD } from '../support/group-page.ts'

// A passkey is made and signs in, on an authenticator that the browser pretends to have; a code of an app is asked for beside the password.

/** Gives the page's browser a device that unlocks itself. @returns whether it holds a passkey */
async function addDevice(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
  } as const
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options })
  return {
    held: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
    unlocks: (isUserVerified: boolean) => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  }
}

const look = async (page: Page, name: string) => {
  expect(await findFaults(page)).toEqual([])
  await page.screenshot({ path: `test-results/${name}.png`, fullPage: true })
}

test('a passkey is added with the password, signs in alone, and lets nobody in once it is taken off', async ({ browser }) => {
  const reader = await createReader(browser, 'Petra Passkey')
  const page = await reader.open('/account')
  const device = await addDevice(page)
  const part = page.getByRole('region', { name: 'Passkeys' })
  await part.getByLabel('What to call it').fill('My phone')
  await part.getByLabel('Current password', { exact: true }).fill('not my password')
  await part.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(part.getByLabel('Current password', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  expect(await device.held()).toBe(0)
  await part.getByLabel('Current password', { exact: true }).fill(PASSWORD)
  await part.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(part.getByRole('listitem')).toContainText('My phone')
  expect(await device.held()).toBe(1)
  await look(page, 'passkeys-account')

  await reader.ask('POST', '/api/sign-out', {})
  await page.goto('/sign-in?next=/account')
  await look(page, 'passkeys-sign-in')
  // A device that is not unlocked lets nobody in.
  await device.unlocks(false)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page.getByText('Nothing happened')).toBeVisible()
  await device.unlocks(true)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.waitForURL('**/account')
  await expect(part.getByText('Last used')).toBeVisible()

  // An answer to a challenge is good once, and only as it was given.
  const options = await reader.ask<{ challenge: string }>('POST', '/api/sign-in/passkey/options', {})
  expect(options.challenge.length).toBeGreaterThan(40)
  await part.getByRole('button', { name: 'Remove the passkey My phone' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Current password', { exact: true }).fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await expect(part.getByRole('listitem')).toHaveCount(0)
  await reader.ask('POST', '/api/sign-out', {})
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page.getByText('This passkey lets nobody in here')).toBeVisible()
  await reader.closeAll()
})

test('an answer of a passkey that was caught on its way signs nobody in a second time', async ({ browser }) => {
  const reader = await createReader(browser, 'Petra Passkey')
  const page = await reader.open('/account')
  await addDevice(page)
  const part = page.getByRole('region', { name: 'Passkeys' })
  await part.getByLabel('What to call it').fill('Key')
  await part.getByLabel('Current password', { exact: true }).fill(PASSWORD)
  await part.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(part.getByRole('listitem')).toContainText('Key')
  await reader.ask('POST', '/api/sign-out', {})
  await page.goto('/sign-in')
  const sent = page.waitForRequest((request) => request.url().endsWith('/api/sign-in/passkey'))
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  const caught = (await sent).postDataJSON()
  await page.waitForURL((url) => url.pathname === '/')
  const again = await page.request.post('/api/sign-in/passkey', { data: caught, headers: { origin: new URL(page.url()).origin } })
  expect(again.status()).toBe(403)
  await reader.closeAll()
})

test('an app is set up, its code asked for after the password, with scripts and without', async ({ browser }) => {
  const reader = await createReader(browser, 'Tomas Twosteps')
  const page = await reader.open('/account')
  const part = page.getByRole('region', { name: 'A second step' })
  await part.getByLabel('Current password', { exact: true }).fill(PASSWORD)
  await part.getByRole('button', { name: 'Set up an authenticator app' }).click()
  const secret = ((await part.locator('code').textContent()) ?? '').replaceAll(' ', '')
  const app = new TOTP({ secret: Secret.fromBase32(secret) })
  const code = (steps: number) => app.generate({ timestamp: Date.now() + steps * 30_000 })
  await look(page, 'second-step')
  await part.getByLabel('Code from your authenticator app').fill(code(0))
  await part.getByRole('button', { name: 'Turn it on' }).click()
  await expect(part.getByRole('button', { name: 'Stop asking for a code' })).toBeVisible()

  await reader.ask('POST', '/api/sign-out', {})
  const plain = await reader.open('/sign-in?next=/account', { javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  for (const at of [page, plain]) {
    await at.goto('/sign-in?next=/account')
    await at.getByLabel('Username').fill(reader.username)
    await at.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await at.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(at.getByLabel('Code from your authenticator app')).toBeVisible()
  }
  await look(page, 'second-step-asked')
  await page.getByLabel('Code from your authenticator app').fill(code(1))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('**/account')
  // The browser without scripts gives no password back.
  await plain.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await plain.getByLabel('Code from your authenticator app').fill('000000')
  await plain.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(plain.getByText('This code isn’t right')).toBeVisible()
  await plain.screenshot({ path: 'test-results/second-step-plain.png', fullPage: true })
  await reader.closeAll()
})
