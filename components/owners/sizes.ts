import * as say from '#messages/installation.ts'

/** A number of bytes in words. */
export function sizeWords(bytes: number): string {
  const megabytes = bytes / 1_000_000
  if (megabytes < 1_000) return say.megabytes({ count: Math.round(megabytes * 10) / 10 })
  return say.gigabytes({ count: Math.round(megabytes / 100) / 10 })
}
