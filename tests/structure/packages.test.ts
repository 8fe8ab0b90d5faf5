import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'

interface Locked {
  optionalDependencies?: Record<string, string>
  hasInstallScript?: boolean
}

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8'))
const locked: Record<string, Locked> = json('package-lock.json').packages
const SCRIPTS: Record<string, boolean> = json('package.json').allowScripts

/** Whether the lock file holds what `from` gets when it asks for `name`: beside it, or further up, as Node looks for it. */
function holds(from: string, name: string): boolean {
  if (locked[`${from}${from && '/'}node_modules/${name}`]) return true
  return from !== '' && holds(from.slice(0, Math.max(from.lastIndexOf('/node_modules/'), 0)), name)
}

test('the lock file names the packages of every platform, not only of the one it was written on', () => {
  const missing = Object.entries(locked).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).flatMap((name) => (holds(place, name) ? [] : [`${name}, which ${place} asks for`])),
  )
  expect(missing).toEqual([])
  for (const platform of ['darwin-arm64', 'linux-arm64', 'linux-x64', 'win32-x64'])
    expect(Object.keys(locked).some((place) => place.startsWith(`node_modules/@next/swc-${platform}`))).toBe(true)
})

test('every package that runs a script when it is installed is allowed to or not, on every platform', () => {
  const withScript = Object.entries(locked).filter(([place, { hasInstallScript }]) => place && hasInstallScript)
  const names = withScript.map(([place]) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length))
  expect(Object.keys(SCRIPTS).sort()).toEqual([...new Set(names)].sort())
})

test('an install from nothing leaves the lock file as it is', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'studycircle-packages-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) cpSync(file, path.join(folder, file))
  const install = ['install', '--package-lock-only', '--ignore-scripts', '--offline', '--cache', path.join(folder, 'cache')]
  await promisify(execFile)('npm', install, { cwd: folder, shell: process.platform === 'win32' })
  expect(readFileSync(path.join(folder, 'package-lock.json'), 'utf8')).toBe(readFileSync('package-lock.json', 'utf8'))
})
