import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { shareChunks } from '#scripts/share-chunks.ts'

test('code that is the same in several files is loaded once, and what is only alike stays apart', async () => {
  const build = mkdtempSync(path.join(tmpdir(), 'studycircle-chunks-'))
  onTestFinished(() => rmSync(build, { recursive: true, force: true }))
  const write = (file: string, word: string, ending = '') => {
    const place = path.join(build, 'server', file)
    mkdirSync(path.dirname(place), { recursive: true })
    writeFileSync(place, `module.exports=[1,()=>"${word}"/*${'long '.repeat(300)}*/]${ending}`)
  }
  const map = (name: string) => `\n\n//# sourceMappingURL=${name}.js.map`
  write('chunks/a.js', 'one', map('a'))
  write('chunks/b.js', 'one', map('b'))
  write('chunks/ssr/c.js', 'one', map('c'))
  write('chunks/d.js', 'two', map('d'))
  expect(await shareChunks(build)).toBe(2)
  expect(await shareChunks(build)).toBe(0)

  const load = (file: string) => createRequire(import.meta.url)(path.join(build, 'server', 'chunks', file))
  expect(load('b.js')).toBe(load('a.js'))
  expect(load('ssr/c.js')).toBe(load('a.js'))
  expect([load('a.js')[1](), load('d.js')[1]()]).toEqual(['one', 'two'])
  expect(readFileSync(path.join(build, 'server', 'chunks', 'b.js'), 'utf8').length).toBeLessThan(100)
})
