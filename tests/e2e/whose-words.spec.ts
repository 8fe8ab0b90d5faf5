import { expect, type Page } from '@playwright/test'
import { CHAPTER, createCircle, createReader, drawOver, menuOf, PASSWORD, type Reader, ready } from '../support/group-page.ts'
import { test } from './fixtures.ts'

// Whose words are saved, and that nothing is lost or doubled on the way.

let ada: Reader
let ben: Reader
test.beforeAll(async ({ browser }) => {
  ada = await createReader(browser, 'Ada Wortmann')
  ben = await createReader(browser, 'Ben Feder')
})
test.afterEach(async () => {
  await ada.closeAll()
})

const field = (page: Page) => page.getByRole('textbox', { name: 'Your note' })
const notesOf = async (reader: Reader, groupId: string) => {
  const path = `/api/groups/${groupId}/annotations?chapter=${CHAPTER}`
  return (await reader.ask<{ items: { id: string; body: string; creator: { name: string } }[] }>('GET', path)).items
}

async function beginNote(page: Page, words: string) {
  await drawOver(page, 2, [0, 2])
  await menuOf(page).getByRole('button', { name: 'Note' }).click()
  await field(page).fill(words)
}

test('what one person typed is not saved as another’s who signed in in a second tab, and can be taken along', async ({ browser }) => {
  // Their session ends when the other signs in in the same browser.
  const guest = await createReader(browser, 'Gast Wortmann')
  const { groupId, path } = await createCircle(ben, guest)
  const { context } = guest
  const page = await context.newPage()
  await page.goto(path)
  await beginNote(page, 'words of whoever sits here')
  const second = await context.newPage()
  await second.request.post('/api/sign-in', {
    headers: { origin: new URL(page.url()).origin },
    data: { username: ben.username, password: PASSWORD },
  })
  // Before the tab has heard of it.
  await page.getByRole('button', { name: 'Save note' }).click()
  const dialog = page.getByRole('dialog', { name: 'Ben Feder is signed in here now' })
  await expect(dialog).toBeVisible()
  await expect(dialog).toContainText('kept on this device for Gast Wortmann')
  expect(await notesOf(ben, groupId)).toEqual([])
  await dialog.getByRole('button', { name: /take them along as Ben Feder/ }).click()
  await expect(field(page)).toHaveValue('words of whoever sits here')
  await page.getByRole('button', { name: 'Save note' }).click()
  await expect(field(page)).toHaveCount(0)
  expect((await notesOf(ben, groupId)).map(({ body, creator }) => [body, creator.name])).toEqual([
    ['words of whoever sits here', 'Ben Feder'],
  ])
  await context.close()
})

test('a tab hears at once when one signs out in another, and leads back to this very place', async ({ browser }) => {
  const { path } = await createCircle(ben, ada)
  const context = await browser.newContext()
  const first = await context.newPage()
  const signIn = async () => {
    await first.getByLabel('Username').fill(ada.username)
    await first.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await first.getByRole('button', { name: 'Sign in', exact: true }).click()
  }
  await first.goto(`/sign-in?next=${path}`)
  await signIn()
  await first.waitForURL((url) => url.pathname === path)
  // A move within the page, of which its router hears nothing by itself, perhaps while it is still starting.
  await first.evaluate(() => location.assign('#p3'))
  const second = await context.newPage()
  await second.goto('/account')
  await second.getByRole('button', { name: 'Sign out on this device' }).click()
  await expect(first.getByRole('dialog', { name: 'You are signed out' })).toBeVisible()
  const back = first.getByRole('link', { name: 'Sign in and go on here' })
  await expect(back).toHaveAttribute('href', /%23p3$/)
  await back.click()
  await signIn()
  await first.waitForURL((url) => url.pathname === path && url.hash === '#p3')
  await context.close()
})

test('Back leads to the place within a chapter from which one went on', async () => {
  const { groupId, path } = await createCircle(ben, ada)
  const page = await ada.open(path)
  await page.evaluate(() => location.assign('#p3'))
  await page.getByRole('link', { name: 'Sessions' }).first().click()
  await page.waitForURL(`**/groups/${groupId}/meetings`)
  await page.goBack()
  await expect(page.locator('#p3')).toBeInViewport()
  expect(new URL(page.url()).hash).toBe('#p3')
})

test('a link that is pressed right after a move within the page leads on, and Back to the place', async () => {
  const { groupId, path } = await createCircle(ben, ada)
  const page = await ada.open(path)
  await ready(page)
  // In one turn of the browser: it tells of the move when the router is on its way already.
  await page.evaluate(() => {
    location.assign('#p3')
    document.querySelector<HTMLAnchorElement>('nav a[href$="/meetings"]')?.click()
  })
  await page.waitForURL(`**/groups/${groupId}/meetings`)
  await page.goBack()
  await expect(page).toHaveURL(new RegExp(`${path}#p3$`))
  await expect(page.locator('#p3')).toBeInViewport()
  // The router writes the address anew, and knows nothing of the place.
  await page.evaluate(() => location.assign('#p4'))
  await page.getByRole('link', { name: 'Members' }).first().click()
  await page.waitForURL('**/members')
  await page.goBack()
  await expect(page).toHaveURL(new RegExp(`${path}#p4$`))
})

test('a link that is pressed while the router starts leads on after a move within the page, and Back to the place', async () => {
  const { groupId, path } = await createCircle(ben, ada)
  const page = await ada.open('/')
  await page.addInitScript(() => {
    if (!location.pathname.endsWith('/keeping-the-light')) return
    // As a link does that a finger presses: a new entry, of which nobody knows.
    const move = () => History.prototype.pushState.call(history, null, '', '#p3')
    const waiting = new MutationObserver(() => {
      if (!document.querySelector('#p3')) return
      waiting.disconnect()
      move()
    })
    waiting.observe(document, { childList: true, subtree: true })
    // The router writes when the page comes to life, and looks in a later turn where it is: the press comes in between.
    let isPressed = false
    let own = history.replaceState
    const watched = (write: History['replaceState']): History['replaceState'] => {
      return (state, unused, url) => {
        if (state?.__NA && !isPressed) {
          isPressed = true
          queueMicrotask(() => document.querySelector<HTMLAnchorElement>('nav a[href$="/meetings"]')?.click())
        }
        write.call(history, state, unused, url)
      }
    }
    Object.defineProperty(history, 'replaceState', {
      configurable: true,
      get: () => watched(own),
      set: (write) => {
        own = write
      },
    })
  })
  await page.goto(path)
  await page.waitForURL(`**/groups/${groupId}/meetings`)
  await page.goBack()
  await expect(page).toHaveURL(new RegExp(`${path}#p3$`))
  await expect(page.locator('#p3')).toBeVisible()
})

test('whoever highlights after their session has ended is led to sign in, and back to this place', async ({ browser }) => {
  const guest = await createReader(browser, 'Erna Ende')
  const { path } = await createCircle(ben, guest)
  const page = await guest.context.newPage()
  await page.goto(`${path}#p2`)
  await drawOver(page, 2, [0, 2])
  await guest.ask('POST', '/api/sign-out', {})
  await menuOf(page).getByRole('button', { name: 'Highlight' }).click()
  await expect(page.getByRole('dialog', { name: 'You are signed out' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sign in and go on here' })).toHaveAttribute('href', /%23p2$/)
  await guest.context.close()
})

test('what is typed while a save is under way goes on as a change of what was saved', async () => {
  const { groupId, path } = await createCircle(ben, ada)
  const page = await ada.open(path)
  let release = () => {}
  const late = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/annotations', async (route) => {
    if (route.request().method() === 'POST') await late
    await route.continue()
  })
  await beginNote(page, 'first half')
  await page.getByRole('button', { name: 'Save note' }).click()
  await field(page).press('End')
  await field(page).pressSequentially(', second half')
  release()
  await expect.poll(async () => (await notesOf(ada, groupId)).map(({ body }) => body)).toEqual(['first half'])
  await expect(field(page)).toHaveValue('first half, second half')
  await expect(field(page)).toBeFocused()
  await page.getByRole('button', { name: 'Save note' }).click()
  await expect(field(page)).toHaveCount(0)
  expect((await notesOf(ada, groupId)).map(({ body }) => body)).toEqual(['first half, second half'])
})

test('a comment whose answer was lost is not doubled when the page is opened again', async () => {
  const { groupId, path } = await createCircle(ben, ada)
  const page = await ada.open(path)
  await page
    .getByRole('button', { name: 'Add a comment' })
    .first()
    .or(page.getByText('Discuss', { exact: true }).first())
    .first()
    .click()
  await page.getByRole('button', { name: 'Add a comment' }).first().click()
  await page.getByRole('textbox', { name: 'Your comment' }).fill('said once')
  await page.route('**/comments', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    await route.fetch()
    await route.abort()
  })
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByText('The connection failed').first()).toBeVisible()
  await page.unroute('**/comments')
  await page.reload()
  const again = page.getByRole('textbox', { name: 'Your comment' })
  await page
    .getByText(/^Discuss/)
    .first()
    .click()
  await expect(again).toHaveValue('said once')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(again).toHaveCount(0)
  const { items } = await ada.ask<{ items: unknown[] }>('GET', `/api/groups/${groupId}/comments?chapter=${CHAPTER}`)
  expect(items).toHaveLength(1)
})

test('a network that answers in the site’s place is said in words, and nothing is lost', async () => {
  const { path } = await createCircle(ben, ada)
  const page = await ada.open(path)
  await beginNote(page, 'kept through the portal')
  await page.route('**/annotations', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Hotel</h1>' })
      : route.continue(),
  )
  await page.getByRole('button', { name: 'Save note' }).click()
  await expect(page.getByText('If your network asks you to sign in to it')).toBeVisible()
  await expect(field(page)).toHaveValue('kept through the portal')
})
