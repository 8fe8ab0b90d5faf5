import { expect } from '@playwright/test'
import { type Demo, openAs } from '../support/demo.ts'
import { BUDGET, weigh } from '../support/page-weight.ts'
import { test } from './fixtures.ts'

const demo: Demo = JSON.parse(process.env.E2E_DEMO ?? '{}')

test('a chapter loads no more script than its budget', async ({ browser, baseURL }) => {
  const context = await browser.newContext()
  const { script } = await weigh(context, `${baseURL}/guides/trotsky/what-kind-of-party`)
  expect(script).toBeGreaterThan(20)
  expect(script).toBeLessThanOrEqual(BUDGET)
  await context.close()
})

test('nor does a group’s chapter', async ({ browser, baseURL }) => {
  const member = await openAs(browser, 'demo-nora', demo, { baseURL })
  const context = await browser.newContext({ storageState: await member.context().storageState() })
  const { script } = await weigh(context, `${baseURL}${demo.groupPath}/what-kind-of-party`)
  expect(script).toBeGreaterThan(20)
  expect(script).toBeLessThanOrEqual(BUDGET)
  await context.close()
  await member.context().close()
})
