import 'server-only'
import { log } from '#server/log.ts'

/** A body that is written as fast as it is fetched, and no faster. */
export function streamOf(parts: AsyncGenerator<string | Uint8Array>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let isWanted = true
  return new ReadableStream({
    pull: async (controller) => {
      try {
        const { done, value } = await parts.next()
        // Whoever fetched it went away meanwhile.
        if (!isWanted) return
        if (done) controller.close()
        else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
      } catch (error) {
        // Once the answer has begun, nobody else hears of what goes wrong.
        log().error({ err: error }, 'a download broke off')
        controller.error(error)
      }
    },
    cancel: async () => {
      isWanted = false
      await parts.return(undefined)
    },
  })
}
