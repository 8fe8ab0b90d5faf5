import { expect, test } from 'vitest'
import { siteOf, tellPort } from '#scripts/moved-port.ts'
import { parseEnv } from '#server/env.ts'
import { temporaryFolder } from '#tests/setup/processes.ts'

test('commands name the port to which the product has moved, for as long as it is there', () => {
  const settings = parseEnv({ NODE_ENV: 'test', DATA_DIR: temporaryFolder(), PORT: '3000' })
  expect(siteOf(settings)).toBe('http://localhost:3000')
  const forget = tellPort(settings, 40_001)
  expect(siteOf(settings)).toBe('http://localhost:40001')
  // Another one on the same folder has moved as well: it is the later one that counts, also when the first ends.
  const forgetOther = tellPort(settings, 40_002)
  forget()
  expect(siteOf(settings)).toBe('http://localhost:40002')
  expect(siteOf({ ...settings, SITE_URL: 'https://read.example.org/' })).toBe('https://read.example.org')
  forgetOther()
  expect(siteOf(settings)).toBe('http://localhost:3000')
  // What one that was killed has left is taken away by the next that has the port of the settings.
  tellPort(settings, 40_003)
  tellPort(settings, 3_000)
  expect(siteOf(settings)).toBe('http://localhost:3000')
})
