import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8')

/** The tokens of one block of declarations, name → colour. */
function tokens(block: string): Record<string, string> {
  return Object.fromEntries([...block.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name, colour]))
}

function block(after: string): string {
  const start = css.indexOf(after)
  if (start < 0) throw new Error(`globals.css has no ${after}`)
  return css.slice(start, css.indexOf('}', start))
}

const light = tokens(block(':root {'))
const THEMES = {
  light,
  sepia: { ...light, ...tokens(block('@variant sepia {')) },
  dark: { ...light, ...tokens(block('@variant dark {')) },
}

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

const TINTS = ['tint-1', 'tint-2', 'tint-3', 'tint-4']
const PAPERS = ['paper', 'raised', 'line', 'heat', ...TINTS]
/** What is written, on what, and the least contrast: 7 for running text, 4.5 for everything else that is read. */
const PAIRS: [string, string, number][] = [
  ...PAPERS.map((paper): [string, string, number] => ['ink', paper, 7]),
  ...['muted', 'accent', 'danger'].flatMap((ink) =>
    ['paper', 'raised', ...TINTS].map((paper): [string, string, number] => [ink, paper, 4.5]),
  ),
  ['accent', 'line', 4.5],
  ['accent', 'heat', 4.5],
  ['accent-ink', 'accent', 4.5],
  ['paper', 'ink', 7],
  ['paper', 'danger', 4.5],
]

describe.each(Object.entries(THEMES))('%s', (_, theme) => {
  test('defines every token', () => {
    expect(Object.keys(theme).sort()).toEqual(
      ['accent', 'accent-ink', 'danger', 'heat', 'ink', 'line', 'muted', 'paper', 'raised', ...TINTS].sort(),
    )
  })

  test.each(PAIRS)('%s on %s is at least %d : 1', (ink, paper, least) => {
    expect(contrast(theme[ink] ?? '', theme[paper] ?? '')).toBeGreaterThanOrEqual(least)
  })
})
