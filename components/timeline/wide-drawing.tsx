import { DrawnMark, filterData, round } from '#components/timeline/drawn-mark.tsx'
import { chooseNamed, type Geometry, MARK, type Mark } from '#components/timeline/geometry.ts'

/** Names above the line: how many at most, in how many rows, and how high a row is. */
const NAMES = 16
const ROWS = 7
const ROW = 19
/** Breadth of a letter on average, at the size that the style sheet sets. */
const LETTER = 6.3
/** The same for the bold letters of a period's name. */
const BOLD = 7.4
/** Height of the strip that holds the years. */
const STRIP = 22
const LANE = MARK + 2

/** The line along the page: names above, years in the strip, a mark for each event below, the periods at the foot. */
export function WideDrawing({ geometry: { length, bands, ticks, marks, lanes } }: { geometry: Geometry }) {
  const names = placeNames(chooseNamed(marks, NAMES), length)
  const rows = Math.max(0, ...names.map(({ row }) => row + 1))
  const line = rows * ROW + 6
  const below = line + STRIP + 5
  const foot = below + lanes * LANE + 4
  return (
    <svg aria-hidden="true" viewBox={`0 0 ${length} ${foot + 34}`} className="drawing wide-drawing">
      {bands.map(({ id, title, start, end }, index) => (
        <a key={id} href={`#period-${id}`} tabIndex={-1}>
          <title>{title}</title>
          <rect
            x={round(start)}
            y={line}
            width={round(end - start)}
            height={foot + 34 - line}
            className={index % 2 ? 'band odd' : 'band'}
          />
          {inLines(title, end - start).map((words, row) => (
            <text key={words} x={round(start + 4)} y={foot + 12 + row * 14} className="band-name">
              {words}
            </text>
          ))}
        </a>
      ))}
      {names.map(({ mark, row, from }) => (
        <g key={mark.id} className="dot" {...filterData(mark)}>
          <path d={`M${round(mark.start + MARK / 2)} ${line}V${line - row * ROW - 5}`} className="leader" />
          <a href={`#date-${mark.id}`} tabIndex={-1}>
            <text x={round(from)} y={line - row * ROW - 9} className="name">
              {mark.title}
            </text>
          </a>
        </g>
      ))}
      {ticks.map(({ year, at }) => (
        <g key={year}>
          <path d={`M${round(at)} ${line}v5`} className="tick" />
          <text x={round(at + 4)} y={line + 15} className="year">
            {year}
          </text>
        </g>
      ))}
      <path d={`M0 ${line}H${length}`} className="line" />
      {marks.map((mark) => (
        <DrawnMark key={mark.id} mark={mark} x={mark.start} y={below + mark.lane * LANE} width={mark.end - mark.start} height={MARK} />
      ))}
    </svg>
  )
}

type Name = { mark: Mark; row: number; from: number; to: number }

/** Gives each name the lowest row in which it neither covers another nor is crossed by another's leader; names without room are left out. */
function placeNames(marks: Mark[], length: number): Name[] {
  const placed: Name[] = []
  for (const mark of [...marks].sort((one, other) => other.start - one.start)) {
    const at = mark.start + MARK / 2
    const breadth = mark.title.length * LETTER
    const from = Math.min(at + 4, length - breadth)
    const to = from + breadth
    const crossed = (row: number) =>
      placed.some((name) => {
        const leader = name.mark.start + MARK / 2
        return (name.row === row && from < name.to + 8 && name.from < to + 8) || (name.row > row && leader > from - 4 && leader < to + 4)
      })
    const row = Array.from({ length: ROWS }, (_, index) => index).find((index) => !crossed(index))
    if (row !== undefined) placed.push({ mark, row, from, to })
  }
  return placed
}

/** A period's name in two lines at most, cut where it would leave its band. */
function inLines(title: string, room: number): string[] {
  const letters = Math.floor((room - 6) / BOLD)
  const lines: string[] = []
  for (const word of title.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= letters) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.every((line) => line.length <= letters) ? lines.slice(0, 2) : []
}
