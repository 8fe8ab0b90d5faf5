import { createHash } from 'node:crypto'
import { globSync, renameSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

const NAMED_AFTER_ITSELF = /\n\/\/# sourceMappingURL=\S*\s*$/
/** Smaller ones are not worth a file that leads elsewhere. */
const WORTH_SHARING = 1_000

/**
 * Lets pages and routes share what is the same in their code: Next writes some of it once for each of them, and a process would hold all
 * of these copies in memory. Each copy becomes a line that leads to the first one.
 * @param build Next's folder of built files
 * @returns how many files lead to another one now
 */
export async function shareChunks(build: string): Promise<number> {
  const known = new Map<string, string>()
  let shared = 0
  for (const file of globSync('server/{app,chunks}/**/*.js', { cwd: build }).sort()) {
    const place = path.join(build, file)
    const code = (await readFile(place, 'utf8')).replace(NAMED_AFTER_ITSELF, '')
    // Lists of modules only: whatever else a file does, it may do for itself.
    if (code.length < WORTH_SHARING || !code.startsWith('module.exports=[')) continue
    const sum = createHash('sha256').update(code).digest('base64')
    const first = known.get(sum)
    if (first) {
      writeWhole(place, `module.exports=require(${JSON.stringify(leadTo(first, file))})\n`)
      shared += 1
    } else known.set(sum, file)
  }
  return shared
}

const leadTo = (target: string, from: string) => `./${path.relative(path.dirname(from), target).split(path.sep).join('/')}`

function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.part`, text)
  renameSync(`${file}.part`, file)
}
