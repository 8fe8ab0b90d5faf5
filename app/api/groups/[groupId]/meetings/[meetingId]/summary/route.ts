import { PublishSummary } from '#domain/live-meeting/summary.ts'
import { publishSummary } from '#server/meetings/summary.ts'
import { route } from '#server/route.ts'

export const PUT = route({ input: PublishSummary, run: publishSummary, limit: 50_000 })
