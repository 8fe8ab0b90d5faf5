import { DownDrawing } from '#components/timeline/down-drawing.tsx'
import { layOut } from '#components/timeline/geometry.ts'
import { WideDrawing } from '#components/timeline/wide-drawing.tsx'
import type { TimelinePeriod } from '#domain/guide-entries.ts'

/** Lengths of the two drawings in their own units. */
const WIDE = 1120
/** Room for one event, and for one period's name, on the line that runs down a phone. */
const EVENT = 5
const PERIOD = 30

/**
 * The timeline as a picture: along the page where there is room, down the page on phones. The pictures are hidden from assistive
 * technology, because the list below them says everything that they show.
 */
export function TimelineDrawing({ periods }: { periods: TimelinePeriod[] }) {
  const events = periods.reduce((sum, period) => sum + period.events.length, 0)
  if (events < 2) return null
  return (
    <figure className="timeline-drawing mt-6">
      <WideDrawing geometry={layOut(periods, WIDE)} />
      <DownDrawing geometry={layOut(periods, events * EVENT + periods.length * PERIOD)} />
      <figcaption className="mt-2 text-muted text-sm">
        A drawing of the list below, with one mark for each event. Crowded times have more room.
      </figcaption>
    </figure>
  )
}
