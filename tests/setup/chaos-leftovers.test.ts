import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { FOLDER, own, sweep } from '#tests/chaos/leftovers.ts'

// Where there is no /proc, nothing tells which processes are of a run.
test.skipIf(!existsSync('/proc/self/environ'))(
  'what a run of npm run chaos left behind that was killed is cleared away, and nothing else',
  async () => {
    const parent = mkdtempSync(path.join(tmpdir(), 'sweeping-'))
    const [dead, living, unknown] = ['dead', 'living', 'unknown'].map((name) => path.join(parent, FOLDER + name)) as [
      string,
      string,
      string,
    ]
    for (const folder of [dead, living, unknown]) mkdirSync(folder)
    writeFileSync(path.join(dead, 'run.pid'), String(spawnSync(process.execPath, ['-e', '']).pid))
    own(living)
    const sleeper = (folder: string) =>
      spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
        env: { ...process.env, DATA_DIR: `${folder}/data` },
        stdio: 'ignore',
      })
    const [left, other] = [sleeper(dead), sleeper(living)]
    const ended = once(left, 'exit')
    try {
      expect(await sweep(parent)).toBe(1)
      expect((await ended)[1]).toBe('SIGKILL')
      expect([dead, living, unknown].map((folder) => existsSync(folder))).toEqual([false, true, true])
      expect([other.exitCode, other.signalCode]).toEqual([null, null])
    } finally {
      other.kill()
      rmSync(parent, { recursive: true, force: true })
    }
  },
)
