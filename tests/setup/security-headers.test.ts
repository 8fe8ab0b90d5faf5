import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { builtPages, commonHeaders, contentPolicy } from '#scripts/security-headers.ts'
import { parseEnv } from '#server/env.ts'
import { temporaryFolder } from '#tests/setup/processes.ts'

test('scripts of built pages are allowed by their hashes alone', () => {
  const build = temporaryFolder()
  mkdirSync(path.join(build, 'server', 'app', 'guides'), { recursive: true })
  const page = (script: string) => `<html><script src="/a.js" async=""></script><script>${script}</script></html>`
  writeFileSync(path.join(build, 'server', 'app', 'index.html'), page('alert(1)'))
  writeFileSync(path.join(build, 'server', 'app', 'guides', 'tides.html'), page('alert(2)'))
  writeFileSync(path.join(build, 'server', 'app', '_not-found.html'), page('alert(3)'))
  const pages = builtPages(build)
  expect(pages.scripts('/')).toBe("'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='")
  expect(pages.isStatic('/guides/tides')).toBe(true)
  expect(pages.scripts('/guides/tides')).not.toContain('nonce')
  expect(pages.isStatic('/groups/1')).toBe(false)
  expect(pages.scripts('/groups/1')).toMatch(/^'self' 'nonce-[^']+' 'sha256-[^']+'$/)
})

test('no policy lets inline scripts run, frames in, or plugins', () => {
  const policy = contentPolicy({ NODE_ENV: 'production', OIDC_ISSUER: 'https://id.example.org/realm' })("'self'")
  const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]))
  expect(rules.get('script-src')).toBe("'self'")
  expect(rules.get('object-src')).toBe("'none'")
  expect(rules.get('base-uri')).toBe("'none'")
  expect(rules.get('frame-ancestors')).toBe("'none'")
  expect(rules.get('form-action')).toBe("'self' https://id.example.org")
  expect(rules.get('connect-src')).toBe("'self'")
  expect(rules.get('img-src')).toBe("'self' data:")
})

test('browsers are told to stay with https only where the site is served by it', () => {
  const names = (SITE_URL: string) => commonHeaders(parseEnv({ SITE_URL })).map(([name]) => name)
  expect(names('https://read.example.org')).toContain('strict-transport-security')
  expect(names('http://read.example.org')).not.toContain('strict-transport-security')
})
