import { expect, it } from 'vitest'
import { initials } from '#components/threads/initials.ts'

it.each([
  ['Ada Byron', 'AB'],
  ['ada maria byron', 'AB'],
  ['Ada', 'A'],
  ['Jean-Luc', 'JL'],
  ['Élodie ☭ Ñuñez', 'ÉÑ'],
  ['李 小龙', '李小'],
  ['“Ada”', 'A'],
  ['123', '1'],
  ['☭', ''],
])('the initials of %s are %s', (name, letters) => {
  expect(initials(name)).toBe(letters)
})
