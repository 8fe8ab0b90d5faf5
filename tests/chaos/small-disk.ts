import { execFileSync } from 'node:child_process'
import { closeSync, ftruncateSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import path from 'node:path'

const BLOCK = 64 * 1024

export type SmallDisk = { fill: () => void; free: () => void }

/**
 * Puts a disk of its own under a folder: an image that is mounted there, with a real file system that really is full.
 * @param image the file that is made for it
 * @returns null where this user may not mount
 */
export function mountSmallDisk(image: string, folder: string, megabytes: number): SmallDisk | null {
  const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: 'pipe' })
  try {
    const file = openSync(image, 'w')
    ftruncateSync(file, megabytes * 1024 * 1024)
    closeSync(file)
    // Nothing is kept back for root.
    run('mkfs.ext4', '-q', '-F', '-m', '0', image)
    run('mount', '-o', 'loop', image, folder)
  } catch {
    rmSync(image, { force: true })
    return null
  }
  const ballast = path.join(folder, 'ballast')
  return {
    fill() {
      const file = openSync(ballast, 'a')
      try {
        for (let size = BLOCK; size >= 512; size /= 2) writeAll(file, Buffer.alloc(size, 'x'))
      } finally {
        closeSync(file)
      }
      if (statfsSync(folder).bavail > 4) throw new Error('The disk is not full.')
    },
    free: () => rmSync(ballast, { force: true }),
  }
}

/** Writes the same again and again until there is no room for it. */
function writeAll(file: number, bytes: Buffer): void {
  try {
    for (;;) if (writeSync(file, bytes) < bytes.length) return
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}
