import type { BrowserContext } from '@playwright/test'

/** Most JavaScript that a chapter may load, in kB on the wire. */
export const BUDGET = 190

/** Kilobytes on the wire by what they are: headers and bodies as compressed, nothing for what the cache gave. */
export type Weight = { script: number; document: number; style: number; font: number; other: number; total: number }
const KINDS: Record<string, keyof Weight> = { Script: 'script', Document: 'document', Stylesheet: 'style', Font: 'font' }

/** What a page weighs with the cache of its context. */
export async function weigh(context: BrowserContext, url: string): Promise<Weight> {
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  const kinds = new Map<string, keyof Weight>()
  const bytes: Weight = { script: 0, document: 0, style: 0, font: 0, other: 0, total: 0 }
  wire.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, KINDS[type] ?? 'other'))
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes[kinds.get(requestId) ?? 'other'] += encodedDataLength
    bytes.total += encodedDataLength
  })
  await wire.send('Network.enable')
  await page.goto(url, { waitUntil: 'networkidle' })
  await page.close()
  for (const kind of Object.keys(bytes) as (keyof Weight)[]) bytes[kind] = Math.round(bytes[kind] / 100) / 10
  return bytes
}
