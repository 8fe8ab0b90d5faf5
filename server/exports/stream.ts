import 'server-only'
import { log } from '#server/log.ts'

/** A body that is written as fast as it is fetched, and no faster. */
export function streamOf(parts: AsyncGenerator<string | Uint8Array>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      try {
        const { done, value } = await parts.next()
        if (done) controller.close()
        else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
      } catch (error) {
        // Once the answer has begun, nobody else hears of what goes wrong.
        log().error({ err: error }, 'a download broke off')
        controller.error(error)
      }
    },
    cancel: async () => {
      await parts.return(undefined)
    },
  })
}
