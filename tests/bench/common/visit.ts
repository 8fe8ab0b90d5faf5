import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Page } from '@playwright/test'

/** A window of its own, with the wire to the browser by which it is slowed down and weighed. */
export type Window = { context: BrowserContext; page: Page; wire: CDPSession }

/**
 * One visit: opens a window in which nothing has happened yet, and closes it whatever comes.
 * @param options of the window: its size, who is signed in
 */
export async function visiting<Result>(
  browser: Browser,
  options: BrowserContextOptions,
  visit: (window: Window) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext(options)
  try {
    const page = await context.newPage()
    return await visit({ context, page, wire: await context.newCDPSession(page) })
  } finally {
    await context.close()
  }
}

/** Makes the page's processor so many times slower. */
export const slowDown = (wire: CDPSession, rate: number) => wire.send('Emulation.setCPUThrottlingRate', { rate })

/** Bytes that the page's scripts and its DOM hold, swept before. */
export async function heapOf(wire: CDPSession): Promise<number> {
  await wire.send('HeapProfiler.collectGarbage')
  const usage = (await wire.send('Runtime.getHeapUsage')) as { usedSize: number; embedderHeapUsedSize?: number }
  return usage.usedSize + (usage.embedderHeapUsedSize ?? 0)
}
