import { execFileSync, spawnSync } from 'node:child_process'

/** Checks who imports whom, and that the checker saw the whole house: one that reads no files finds no fault either. */
const ROOMS = ['app', 'components', 'client', 'domain', 'server', 'prisma', 'scripts']

type Violation = { from: string; to: string; comment?: string; rule: { name: string } }
type Cruise = { modules: { source: string }[]; summary: { violations: Violation[] } }

const run = spawnSync('depcruise', [...ROOMS, '--output-type', 'json'], { encoding: 'utf8', maxBuffer: 1e9 })
if (run.error || !run.stdout) {
  console.error(run.error?.message ?? run.stderr)
  process.exit(1)
}
const { modules, summary }: Cruise = JSON.parse(run.stdout)

const seen = new Set(modules.map((module) => module.source))
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...ROOMS], { encoding: 'utf8' }).split('\n')
const sources = files.filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
const unseen = sources.filter((file) => !seen.has(file))

for (const { rule, from, to, comment } of summary.violations) console.error(`${rule.name}: ${from} → ${to}. ${comment ?? ''}`)
for (const file of unseen) console.error(`not seen by the checker: ${file}`)
console.log(`${seen.size} modules, ${summary.violations.length} broken walls, ${unseen.length} unseen files`)
process.exit(summary.violations.length + unseen.length || sources.length < 30 ? 1 : 0)
