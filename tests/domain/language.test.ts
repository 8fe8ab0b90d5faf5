import { expect, test } from 'vitest'
import { directionOf } from '#domain/language.ts'

test('a language is written in the direction of its script', () => {
  expect(['he', 'ar', 'fa-IR', 'ur', 'yi', 'ug', 'dv', 'az-Arab'].map(directionOf)).toEqual(Array(8).fill('rtl'))
  expect(['en', 'de', 'zh', 'tr', 'az', 'ku', 'he-Latn', 'pa', ''].map(directionOf)).toEqual(Array(9).fill('ltr'))
  expect(directionOf('no language tag')).toBe('ltr')
})
