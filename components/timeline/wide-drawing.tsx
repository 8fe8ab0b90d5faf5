import { DrawnMark, filterData, round } from '#components/timeline/drawn-mark.tsx'
import { chooseNamed, type Geometry, MARK, type Mark } from '#components/timeline/geometry.ts'

/** Names above the line: how many at most, in how many rows, and how high a row is. */
const NAMES = 16
const ROWS = 8
const ROW = 19
/** Breadth of a letter on average, at the size that the style sheet sets. */
const LETTER = 6.9
/** Space beside a name, in which leaders may run. */
const CLEAR = 5
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
      {names.map(({ mark, row, from, to, anchor }) => (
        <g key={mark.id} className="dot" {...filterData(mark)}>
          <path d={`M${round(leaderOf(mark))} ${line}V${line - row * ROW - 5}`} className="leader" />
          <a href={`#date-${mark.id}`} tabIndex={-1}>
            <text x={round(anchor === 'start' ? from : to)} y={line - row * ROW - 9} textAnchor={anchor} className="name">
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

type Name = { mark: Mark; row: number; from: number; to: number; anchor: 'start' | 'end' }

/**
 * Gives each name the lowest row in which names and leaders keep clear of each other, on the right of its leader or on the left.
 * Events that more chapters mention choose first; names without room are left out.
 */
function placeNames(marks: Mark[], length: number): Name[] {
  const placed: Name[] = []
  const inTurn = [...marks].sort((one, other) => other.chapters.length - one.chapters.length || other.start - one.start)
  for (const mark of inTurn) {
    const at = leaderOf(mark)
    const breadth = mark.title.length * LETTER
    const sides: Omit<Name, 'row'>[] = [
      { mark, from: at + CLEAR, to: at + CLEAR + breadth, anchor: 'start' },
      { mark, from: at - CLEAR - breadth, to: at - CLEAR, anchor: 'end' },
    ]
    const inside = sides.filter(({ from, to }) => from >= 0 && to <= length)
    const name = Array.from({ length: ROWS }, (_, row) => inside.map((side) => ({ ...side, row })))
      .flat()
      .find((choice) => placed.every((other) => keepClear(choice, other)))
    if (name) placed.push(name)
  }
  return placed
}

function keepClear(one: Name, other: Name): boolean {
  if (one.row === other.row) return one.from >= other.to + CLEAR || other.from >= one.to + CLEAR
  const [lower, higher] = one.row < other.row ? [one, other] : [other, one]
  return isClear(lower, leaderOf(higher.mark))
}

function leaderOf({ start }: Mark): number {
  return start + MARK / 2
}

/** Whether a leader passes beside a name. */
function isClear({ from, to }: { from: number; to: number }, leader: number): boolean {
  return leader <= from - CLEAR / 2 || leader >= to + CLEAR / 2
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
