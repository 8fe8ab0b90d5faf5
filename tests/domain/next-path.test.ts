import { expect, test } from 'vitest'
import { invitationCode, safeNext, withNext } from '#domain/next-path.ts'

test.each([
  ['/groups/1/chapter?x=1#p12', '/groups/1/chapter?x=1#p12'],
  ['/join/abc_DEF-123', '/join/abc_DEF-123'],
  ['/', '/'],
  ['/signs', '/signs'],
])('%s is where they were going', (next, path) => {
  expect(safeNext(next)).toBe(path)
})

test.each([
  '//evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
  'https://evil.example',
  'https:evil.example',
  'https:/evil.example',
  'javascript:alert(1)',
  ' /groups',
  'groups',
  '',
  undefined,
  null,
  ['/groups'],
  '/sign-in?next=/groups',
  '/sign-up',
  '/recover',
  '/api/auth/signout',
  'http://[',
])('%s leads home', (next) => {
  expect(safeNext(next)).toBe('/')
})

test('whatever comes out stays on this site when a browser reads it', () => {
  for (const next of ['/a//b', '/a\\b', '/%5cevil.example', '/@evil.example', '/a?u=//evil.example']) {
    const { origin } = new URL(safeNext(next), 'https://here.example')
    expect(origin, next).toBe('https://here.example')
  }
})

test('an address remembers where they were going, unless that is home', () => {
  expect(withNext('/sign-in', '/join/a?b')).toBe('/sign-in?next=%2Fjoin%2Fa%3Fb')
  expect(withNext('/sign-in', '/')).toBe('/sign-in')
  expect(withNext('/sign-in', '//evil.example')).toBe('/sign-in')
})

test('an invitation is known by its path', () => {
  expect(invitationCode('/join/abc_DEF-123')).toBe('abc_DEF-123')
  for (const path of ['/join/', '/join/a/b', '/join/a?b', '/joined/a', '/']) expect(invitationCode(path)).toBeNull()
})
