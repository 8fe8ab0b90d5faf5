import type { Mark } from '#tests/bench/painting/chapter.ts'
import { CONTENDERS, type Contender, type ContenderName, countPainted } from '#tests/bench/painting/contenders.ts'
import { afterFrame, nextFrame } from '#tests/bench/painting/frames.ts'

/*
 * The part of the bench that runs in the page.
 */

/** Milliseconds: of our side's script alone, and until the frame that shows the change has been painted. */
export type Timing = { script: number; painted: number }
/** While scrolling: milliseconds between the beginnings of two frames, and how many frames of the display's were left out. */
export type Scroll = { longest: number; median: number; late: number; dropped: number; frames: number }

/** After this long a change counts as shown, in milliseconds: it may have nothing to show. */
const PATIENCE = 5_000
/** How far the page moves in a frame while it is scrolled, in pixels. */
const STEP = 400
/** A frame this long after the one before began late on a display of 60 frames a second, in milliseconds; it need not be dropped. */
const LATE = 20
/** Between two frames of such a display, in milliseconds. */
const TURN = 1000 / 60

const article = document.getElementById('chapter-text') as HTMLElement
let contender: Contender | null = null
let marks: Mark[] = []

async function timed(change: () => void, later: boolean): Promise<Timing> {
  await nextFrame()
  await nextFrame()
  const before = countPainted(article)
  const { began: begin } = await nextFrame()
  change()
  const script = performance.now() - begin
  let end = await afterFrame()
  while (later && countPainted(article) === before && end - begin < PATIENCE) {
    await nextFrame()
    end = await afterFrame()
  }
  return { script, painted: end - begin }
}

const bench = {
  /** Makes a contender ready, without painting anything. @returns milliseconds */
  prepare(name: ContenderName, given: Mark[]): number {
    marks = given
    const begin = performance.now()
    contender = CONTENDERS[name](article, marks)
    return performance.now() - begin
  },
  show: () => timed(() => contender?.show(marks), contender?.later ?? false),
  add: (mark: Mark) => timed(() => contender?.add(mark), contender?.later ?? false),
  filter: (creator: number | null) => timed(() => contender?.filter(creator), contender?.later ?? false),
  countPainted: () => countPainted(article),
  /** Scrolls through the whole chapter, as far in every frame. */
  async scroll(): Promise<Scroll> {
    scrollTo(0, 0)
    await nextFrame()
    const times: number[] = []
    let dropped = 0
    const end = document.documentElement.scrollHeight - innerHeight
    for (let y = 0, last = await nextFrame(); y < end; y += STEP) {
      scrollTo(0, y)
      const frame = await nextFrame()
      times.push(frame.began - last.began)
      dropped += Math.round((frame.due - last.due) / TURN) - 1
      last = frame
    }
    scrollTo(0, 0)
    const sorted = times.toSorted((a, b) => a - b)
    return {
      longest: sorted.at(-1) ?? 0,
      median: sorted[sorted.length >> 1] ?? 0,
      late: times.filter((time) => time > LATE).length,
      dropped,
      frames: times.length,
    }
  },
}

declare global {
  interface Window {
    paintingBench: typeof bench
  }
}
window.paintingBench = bench
