import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { startProxy } from '#tests/bench/common/proxy.ts'
import { memoryOf } from '#tests/bench/server/load.ts'
import type { Seeded } from '#tests/bench/server/seeded.ts'
import { startApp } from '#tests/support/app-server.ts'

export type Servers = {
  url: string
  limitUrl: string
  pids: number[]
  limitPid: number
  postgres: number
  /** Megabytes that the largest process of the product holds. */
  memory: () => number
  close: () => Promise<void>
}

/** The product, in one process or several behind a plain proxy, and the limit, on one database. */
export async function openServers(
  { folder, url: database, pid: postgres }: Seeded,
  processes: number,
  env: Record<string, string>,
): Promise<Servers> {
  const running: { stop: () => unknown }[] = []
  const close = async () => {
    for (const { stop } of running.toReversed()) await stop()
  }
  try {
    const apps = []
    for (let at = 0; at < processes; at++) {
      const app = await startApp({ dataDir: folder, env })
      running.push(app)
      apps.push(app)
    }
    const limit = spawn(process.execPath, ['tests/bench/server/limit.ts', database], { stdio: ['ignore', 'pipe', 'inherit'] })
    running.push({ stop: () => limit.kill() })
    const [line] = await once(createInterface(limit.stdout), 'line')
    const proxy = processes > 1 ? await startProxy(apps.map(({ url }) => url)) : null
    if (proxy) running.push({ stop: proxy.close })
    const pids = apps.map((app) => app.process.pid ?? 0)
    return {
      ...{ url: proxy?.url ?? apps[0]?.url ?? '', limitUrl: `http://127.0.0.1:${JSON.parse(line).port}`, pids, postgres, close },
      ...{ limitPid: limit.pid ?? 0, memory: () => Math.max(...pids.map(memoryOf)) },
    }
  } catch (error) {
    await close()
    throw error
  }
}
