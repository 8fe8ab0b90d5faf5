import { MARK, type Mark } from '#components/timeline/geometry.ts'

/** What filters look for, on a mark and on its name. */
export function filterData({ chapters, period }: Mark) {
  return { 'data-chapters': chapters.join(' '), 'data-period': period }
}

/** One event's mark at its place; the rest of the page is reached by the list, so it takes no focus. */
export function DrawnMark({ mark, x, y, width, height }: { mark: Mark; x: number; y: number; width: number; height: number }) {
  return (
    <a href={`#date-${mark.id}`} tabIndex={-1} className="dot" {...filterData(mark)}>
      <title>{mark.title}</title>
      <rect x={round(x)} y={round(y)} width={round(width)} height={round(height)} rx={MARK / 2} />
    </a>
  )
}

/** Tenths are enough for a screen and keep the page small. */
export function round(length: number): number {
  return Math.round(length * 10) / 10
}
