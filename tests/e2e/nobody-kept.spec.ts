import { expect, type Page } from '@playwright/test'
import { createCircle, planSession, type Reader } from '../support/group-page.ts'
import { test } from './fixtures.ts'

// A group that keeps nothing of who was there holds its session as ever, and finds nobody in it once it is closed.

const here = (page: Page) => page.getByText(/is here|are here/)

test('nobody is asked whether they come; who is there and who speaks is on every screen, and gone once it is closed', async ({
  ada,
  ben,
}) => {
  const { groupId } = await createCircle(ada, ben)
  await ada.ask('PATCH', `/api/groups/${groupId}`, { name: 'Thursday readers', attendance: 'off' })
  const session = await planSession(ada, groupId)
  const page = await ben.open(session)
  await expect(page.getByText('Who comes and who is there is kept nowhere in this group.').first()).toBeVisible()
  await expect(page.getByRole('group', { name: 'Will you come?' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'I am here' })).toHaveCount(0)

  const [laptop, phone] = [await open(ada, session), await open(ben, session, { viewport: { width: 360, height: 740 }, hasTouch: true })]
  await laptop.getByRole('button', { name: 'Start now' }).click()
  await phone.getByRole('button', { name: 'I am here' }).click()
  await expect(phone.getByRole('button', { name: 'I am here' })).toHaveCount(0)
  await page.reload()
  await expect(here(page).first()).toBeVisible()
  await phone.getByRole('button', { name: 'New point', exact: true }).click()
  await laptop.getByRole('button', { name: 'Give Ben Okri the floor' }).click()
  await expect(
    phone
      .getByRole('region', { name: 'Speakers' })
      .getByText(/speaking/)
      .first(),
  ).toBeVisible()
  // A device that comes later is told all of it.
  const late = await open(ada, session, { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' })
  await expect(late.getByText('Ben Okri is speaking')).toBeVisible()

  await laptop
    .getByRole('region', { name: 'Agenda' })
    .getByRole('button', { name: /^Go to/ })
    .last()
    .click()
  await laptop.getByRole('button', { name: 'Close the session' }).click()
  await expect(laptop.getByText('Ben Okri is speaking')).toHaveCount(0)
  await page.reload()
  await expect(here(page)).toHaveCount(0)
  await expect(page.getByText('Nobody was ticked as present.')).toBeVisible()
})

const open = ({ open: go }: Reader, session: string, options?: Parameters<Reader['open']>[1]) => go(`${session}/live`, options)
