import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compileMessages } from '#scripts/compile-messages.ts'

const list = (...places: string[]) =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...places], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean)
const catalogues = list('messages').filter((file) => file.endsWith('.json'))
const read = (file: string): Record<string, string> => JSON.parse(readFileSync(file, 'utf8'))
const code = list('app', 'components', 'client', 'domain', 'server', 'scripts', 'prisma')
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

describe('the catalogues of sentences', () => {
  test('hold no sentence that nobody says', () => {
    expect(catalogues.length).toBeGreaterThan(0)
    const unsaid = catalogues.flatMap((file) => Object.keys(read(file)).filter((name) => !new RegExp(`(['".])${name}\\b`).test(code)))
    expect(unsaid).toEqual([])
  })

  test('hold every sentence once', () => {
    const sentences = catalogues.flatMap((file) => Object.values(read(file)))
    expect(sentences.filter((sentence, at) => sentences.indexOf(sentence) !== at)).toEqual([])
  })

  test('are written with the signs of print', () => {
    const typed = catalogues.flatMap((file) => Object.values(read(file)).filter((sentence) => /["']|\.\.\.| - /.test(sentence)))
    expect(typed, catalogues.map((file) => basename(file)).join()).toEqual([])
  })
})

describe('made into functions', () => {
  const compile = (sentence: string) => compileMessages('en-GB', 'trial.json', JSON.stringify({ trial: sentence }))

  test('ask for what stands in them, with its type', () => {
    expect(compile('Nothing here.')).toContain('trial = (): string')
    const two = compile('{count, plural, =0 {No replies} one {# reply} other {# replies}} by {name}')
    expect(two).toContain('(d: { count: number; name: string | number }): string')
    expect(compile('{role, select, OWNER {owns it} other {reads it}}')).toContain('(d: { role: string })')
  })

  test('say which sentence cannot be read', () => {
    expect(() => compile('{count, plural, one {a reply}')).toThrow(/trial\.json: trial cannot be read/)
    expect(() => compile('{count, plural, one {a reply}}')).toThrow(/trial\.json: trial cannot be read/)
  })
})
