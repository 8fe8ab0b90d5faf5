/** What a page says that gets no more frames. Seen in headless Chromium 156: tiles of a frame stayed unpainted, and it waited for them. */
export const STANDS_STILL = 'the browser stopped drawing'

/** No task of a contender keeps a frame waiting as long as this, in milliseconds. */
const STALL = 60_000

/** When a frame's turn came on the display, and when the page's script got to it, which scrolling may keep waiting; in milliseconds. */
export type Frame = { due: number; began: number }

/** @throws {Error} STANDS_STILL */
export const nextFrame = () =>
  new Promise<Frame>((resolve, reject) => {
    const standsStill = setTimeout(() => reject(new Error(STANDS_STILL)), STALL)
    requestAnimationFrame((due) => {
      clearTimeout(standsStill)
      resolve({ due, began: performance.now() })
    })
  })

/** A task of its own behind the frame that is being made: when it runs, the frame was laid out, painted and handed over. */
export const afterFrame = () =>
  new Promise<number>((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve(performance.now())
    port2.postMessage(null)
  })
