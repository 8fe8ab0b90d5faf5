import { DrawnMark, filterData, round } from '#components/timeline/drawn-mark.tsx'
import { chooseNamed, type Geometry, MARK, type Mark } from '#components/timeline/geometry.ts'

const WIDTH = 288
/** Where the strip with the periods stands, and how broad it is. */
const STRIP = 36
const BREADTH = 20
const LANE = MARK + 2
/** Names beside the line: how many at most, how high each is, and how many letters have room. */
const NAMES = 18
const NAME = 30
const LINE = 13
const LETTERS = 28
const LETTER = 6.7
const BOLD = 7.4

/** The line down a narrow page: years, a strip with the periods, a mark for each event, and names. */
export function DownDrawing({ geometry: { length, bands, ticks, marks, lanes } }: { geometry: Geometry }) {
  const right = STRIP + BREADTH + 6 + lanes * LANE + 12
  const letters = Math.min(LETTERS, Math.floor((WIDTH - right) / LETTER))
  return (
    <svg aria-hidden="true" viewBox={`0 -8 ${WIDTH} ${length + 16}`} className="drawing down-drawing">
      {bands.map(({ id, title, start, end }, index) => (
        <a key={id} href={`#period-${id}`} tabIndex={-1}>
          <title>{title}</title>
          <rect x={STRIP} y={round(start)} width={BREADTH} height={round(end - start)} className={index % 2 ? 'band odd' : 'band'} />
          {title.length * BOLD + 6 < end - start && (
            <text transform={`translate(${STRIP + 14} ${round(end - 4)}) rotate(-90)`} className="band-name">
              {title}
            </text>
          )}
        </a>
      ))}
      {ticks.map(({ year, at }) => (
        <text key={year} x={STRIP - 4} y={round(at + 4)} textAnchor="end" className="year">
          {year}
        </text>
      ))}
      {spread(chooseNamed(marks, NAMES), length).map(({ mark, at }) => {
        const from = STRIP + BREADTH + 6 + mark.lane * LANE + MARK
        return (
          <g key={mark.id} className="dot" {...filterData(mark)}>
            <path d={`M${from} ${round(mark.start + MARK / 2)}L${right - 8} ${round(at - 4)}H${right - 3}`} className="leader" />
            <a href={`#date-${mark.id}`} tabIndex={-1}>
              {inTwo(mark.title, letters).map((words, line) => (
                <text key={words} x={right} y={round(at + line * LINE)} className="name">
                  {words}
                </text>
              ))}
            </a>
          </g>
        )
      })}
      {marks.map((mark) => (
        <DrawnMark
          key={mark.id}
          mark={mark}
          x={STRIP + BREADTH + 6 + mark.lane * LANE}
          y={mark.start}
          width={MARK}
          height={mark.end - mark.start}
        />
      ))}
    </svg>
  )
}

/** A name in two lines at most; what does not fit is cut off. */
function inTwo(name: string, letters: number): string[] {
  if (name.length <= letters) return [name]
  const cut = name.lastIndexOf(' ', letters)
  const [first, rest] = cut > 0 ? [name.slice(0, cut), name.slice(cut + 1)] : [name.slice(0, letters), name.slice(letters)]
  return [first, rest.length > letters ? `${rest.slice(0, letters - 1).trimEnd()}…` : rest]
}

/** Keeps names apart: down the page as far as they push each other, then up again from the end of the line. */
function spread(marks: Mark[], length: number): { mark: Mark; at: number }[] {
  const names = marks.map((mark) => ({ mark, at: mark.start + MARK }))
  names.forEach((name, index) => {
    const above = names[index - 1]
    if (above) name.at = Math.max(name.at, above.at + NAME)
  })
  let limit = length - LINE
  for (const name of [...names].reverse()) {
    name.at = Math.min(name.at, limit)
    limit = name.at - NAME
  }
  return names
}
