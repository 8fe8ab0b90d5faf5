// Runs before everything else, on whatever Node there is: plain JavaScript, so that an old one can still say what is wrong.
import { existsSync } from 'node:fs'

const [major, minor] = process.versions.node.split('.').map(Number)
const reason =
  major < 22 || (major === 22 && minor < 18)
    ? `Studycircle needs Node 22.18 or newer, and this is ${process.versions.node}. "npm install" brings one: run it again without "--ignore-scripts" and then "npm start".`
    : existsSync(new URL('../node_modules/next/package.json', import.meta.url))
      ? null
      : 'The packages are not installed yet. Run "npm install" first.'

if (reason) {
  console.error(reason)
  process.exit(1)
}
