import { FeedKey } from '#domain/mail.ts'
import { readFeed } from '#server/notifications/feed.ts'
import { openRoute } from '#server/route.ts'

export const GET = openRoute({ input: FeedKey, run: readFeed, anyViewer: true })
