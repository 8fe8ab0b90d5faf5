import 'server-only'
import { env } from '#server/env.ts'

/** The address of this site as files that leave it name it, without a slash at its end: as set, or as it was asked by. */
export function siteAddress(request: Request): string {
  const site = env().SITE_URL ?? `http://${request.headers.get('host') ?? new URL(request.url).host}`
  return site.replace(/\/$/, '')
}
