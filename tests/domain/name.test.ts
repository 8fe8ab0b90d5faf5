import { expect, test } from 'vitest'
import { PersonName } from '#domain/account.ts'
import { namesakesOf } from '#domain/namesakes.ts'
import { creatorName } from '#domain/viewer.ts'

const ENGLAND = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'

test.each([
  ['a mark of direction', 'דנה\u200f (Dana)'],
  ['one for Arabic', 'ليلى\u061c 3'],
  ['a flag', 'Nia 🇵🇱'],
  ['a flag of a region', `Rose ${ENGLAND}`],
])('a name may have %s', (_what, name) => {
  expect(PersonName.parse(name)).toBe(name)
})

test.each([
  ['turns direction around', 'Ada \u202eevil'],
  ['isolates', 'Ada \u2067x'],
  ['hides letters', 'A\u200bda'],
  ['hides tags outside of a flag', 'Ada\u{e0067}\u{e0062}\u{e007f}'],
  ['is a mark alone', '\u200f'],
])('a name that %s is refused', (_what, name) => {
  expect(PersonName.safeParse(name).success).toBe(false)
})

test('a name that runs the other way is set apart from what stands around it', () => {
  expect(creatorName({ name: 'דנה' })).toBe('\u2068דנה\u2069')
  expect(creatorName({ name: 'Dana\u200f' })).toBe('\u2068Dana\u200f\u2069')
  expect(creatorName({ name: 'Dana' })).toBe('Dana')
})

test('members of one name are told apart by when they joined, others are not', () => {
  const member = (id: string, name: string, joinedAt: string) => ({ id, name, joinedAt: `${joinedAt}Z` })
  const people = [
    member('a', 'Ben Okri', '2026-05-03T10:00:00'),
    member('b', 'ben  okri\u200e', '2026-11-02T10:00:00'),
    member('c', 'Ada', '2026-11-02T10:00:00'),
    member('d', 'Mia', '2026-11-02T10:00:00'),
    member('e', 'Mia', '2026-11-02T18:30:07'),
    member('f', 'Zoë', '2026-11-02T10:00:00'),
    member('g', 'Zoë', '2026-11-02T10:00:00'),
  ]
  expect(namesakesOf(people)).toEqual({
    a: '3 May 2026',
    b: '2 Nov 2026',
    d: '2 Nov 2026, 10:00:00 UTC',
    e: '2 Nov 2026, 18:30:07 UTC',
    f: '2 Nov 2026, 10:00:00 UTC, 1',
    g: '2 Nov 2026, 10:00:00 UTC, 2',
  })
})
