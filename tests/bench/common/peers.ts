import { readFileSync } from 'node:fs'
import { table } from '#tests/bench/common/report.ts'

/** Whether other libraries are to be run again. They take most of a bench's time, and change only with their versions. */
export const runPeers = process.argv.includes('--peers')

/** What other libraries did, and when; of each the version. */
type Recorded = { date: string; machine: string; versions: Record<string, string>; headings: string[]; rows: string[][] }

/** Tells what other libraries did when they were last run, from peers.json. Whoever runs them again puts the new figures there. */
export function tellPeers(bench: string): void {
  const all: Record<string, Recorded> = JSON.parse(readFileSync(new URL('../peers.json', import.meta.url), 'utf8'))
  const recorded = all[bench]
  if (!recorded) throw new Error(`tests/bench/peers.json knows nothing of ${bench}`)
  const versions = Object.entries(recorded.versions).map(([name, version]) => `${name} ${version}`)
  console.log(`\nOthers as recorded on ${recorded.date} (${versions.join(', ')}; ${recorded.machine}); --peers runs them again.`)
  console.log(`\n${table(recorded.headings, recorded.rows)}`)
}
