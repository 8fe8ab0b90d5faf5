import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Locked = { hasInstallScript?: boolean; resolved?: string; integrity?: string; link?: boolean }
const { packages }: { packages: Record<string, Locked> } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const { allowScripts }: { allowScripts: Record<string, boolean> } = JSON.parse(readFileSync('package.json', 'utf8'))
const installed = Object.entries(packages).filter(([place]) => place !== '')
const nameOf = (place: string) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)

test('every package that wants to run something when it is installed has been looked at', () => {
  const wanting = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([place]) => nameOf(place))
  expect(wanting.length).toBeGreaterThan(0)
  expect(wanting.filter((name) => !(name in allowScripts))).toEqual([])
  // None is allowed that wants nothing any more.
  expect(Object.keys(allowScripts).filter((name) => !wanting.includes(name))).toEqual([])
})

test('every package is the one that was locked', () => {
  const unlocked = installed
    .filter(([, { resolved, integrity, link }]) => !link && resolved !== undefined && !integrity)
    .map(([place]) => place)
  expect(unlocked).toEqual([])
})
