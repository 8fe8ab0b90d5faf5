import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** What the folder of a run is called. In it stands which process it is of. */
export const FOLDER = 'studycircle-chaos-'
const OWNER = 'run.pid'
/** Milliseconds that the end of what was killed may take before its folder is deleted all the same. */
const PATIENCE = 5_000

/** What Linux tells of a process, as text; empty where it is gone, or somebody else's. */
function tellOf(pid: number, what: 'cmdline' | 'environ'): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'latin1')
  } catch {
    return ''
  }
}

/** The processes that were started on a folder: its path stands in what they were told. None where there is no `/proc`. */
function processesOn(folder: string): number[] {
  if (!existsSync('/proc/self/environ')) return []
  const all = readdirSync('/proc').map(Number).filter(Number.isInteger)
  return all.filter((pid) => pid !== process.pid && (tellOf(pid, 'cmdline') + tellOf(pid, 'environ')).includes(folder))
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

/** Ends whatever still runs on the folder of a run, takes off the disk that is mounted in it, and deletes it. */
export async function clear(folder: string): Promise<void> {
  const began = Date.now()
  for (let left = processesOn(folder); left.length > 0 && Date.now() - began < PATIENCE; left = processesOn(folder)) {
    for (const pid of left) kill(pid)
    await delay(20)
  }
  const mounts = existsSync('/proc/mounts') ? readFileSync('/proc/mounts', 'utf8').split('\n') : []
  for (const place of mounts.map((line) => line.split(' ')[1] ?? '').filter((place) => place.startsWith(`${folder}/`)))
    execFileSync('umount', [place], { stdio: 'pipe' })
  rmSync(folder, { recursive: true, force: true })
}

/** Writes down whose folder it is. */
export const own = (folder: string): void => writeFileSync(path.join(folder, OWNER), String(process.pid))

/** Clears away what runs left behind that were killed themselves; of a folder that names no run nothing is known. @returns how many there were */
export async function sweep(parent = tmpdir()): Promise<number> {
  const left = readdirSync(parent)
    .filter((name) => name.startsWith(FOLDER))
    .map((name) => path.join(parent, name))
    .filter((folder) => {
      const file = path.join(folder, OWNER)
      if (!existsSync(file)) return false
      const owner = Number(readFileSync(file, 'utf8'))
      // Another process may have its number by now.
      return owner !== process.pid && !tellOf(owner, 'cmdline').includes('chaos/run.ts')
    })
  for (const folder of left) await clear(folder)
  return left.length
}
