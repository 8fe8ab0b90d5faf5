import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { comingWeek } from '../support/coming-week.ts'
import { CHAPTER, createCircle, createReader } from '../support/group-page.ts'
import { test } from './fixtures.ts'

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }

test('a group that asks for it finds how often each spoke, and whoever spoke need not say that they are there', async ({ browser }) => {
  const [olga, ben, cleo] = [
    await createReader(browser, 'Olga Lamp'),
    await createReader(browser, 'Ben Oar'),
    await createReader(browser, 'Cleo Tide'),
  ]
  const { groupId } = await createCircle(olga, ben, cleo)
  const id = randomUUID()
  await olga.ask('POST', `/api/groups/${groupId}/meetings`, { ids: [id], schedule: { ...comingWeek(), firstChapter: CHAPTER } })
  const [home, session] = [`/groups/${groupId}`, `/groups/${groupId}/meetings/${id}`]
  const settings = await olga.open(`${home}/members`)
  await settings.getByText('Group settings', { exact: true }).click()
  await settings.getByRole('checkbox', { name: 'Keep how often and how long each spoke' }).check()
  await settings.getByRole('button', { name: 'Save the settings' }).click()
  await expect(settings.getByText('The settings are saved.').first()).toBeVisible()
  const live = `${session}/live`
  const [laptop, phone, tablet] = [await olga.open(live), await ben.open(live, PHONE), await cleo.open(live)]
  await laptop.getByRole('button', { name: 'Start now' }).click()
  await expect(phone.getByText('This group keeps how often and how long each spoke.')).toBeVisible()
  const here = (page: Page) => page.getByRole('button', { name: 'I am here' })
  for (const page of [phone, tablet]) await expect(here(page)).toBeVisible()
  await phone.getByRole('button', { name: 'New point', exact: true }).click()
  await laptop.getByRole('button', { name: 'Give Ben Oar the floor' }).click()
  await expect(here(phone)).toHaveCount(0)
  await phone.getByRole('button', { name: 'Finished' }).click()
  await expect(here(phone)).toHaveCount(0)
  await expect(here(tablet)).toBeVisible()
  const agenda = laptop.getByRole('region', { name: 'Agenda' })
  await agenda
    .getByRole('button', { name: /^Go to/ })
    .last()
    .click()
  await laptop.getByRole('button', { name: 'Close the session' }).click()
  const held = await cleo.open(session)
  const people = held.getByRole('region', { name: 'Who was there' })
  await expect(people.getByText('Ben Oar, Olga Lamp', { exact: true })).toBeVisible()
  await expect(people.getByText('Had the floor: Ben Oar: 1 turn, under a minute.')).toBeVisible()
  for (const reader of [olga, ben, cleo]) await reader.closeAll()
})
