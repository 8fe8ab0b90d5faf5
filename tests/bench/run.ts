import { readdirSync } from 'node:fs'

/*
 * Runs one bench by name: `npm run bench anchoring`. Further arguments go to the bench, `--quick` first among them.
 * Without a name it lists what there is.
 */
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -'.ts'.length))
const name = process.argv[2]

if (name && names.includes(name)) {
  await import(`./${name}.ts`)
} else {
  console.error(`Usage: npm run bench NAME [-- --quick]\nBenches: ${names.join(', ')}`)
  process.exitCode = 1
}
