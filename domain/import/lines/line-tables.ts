import { highest, lowest } from '#domain/import/blocks/long-lists.ts'
import type { ReportEntry } from '#domain/import/blocks/text.ts'
import type { PrintedLine } from '#domain/import/lines/printed-line.ts'

const MOST_COLUMNS = 10
const LONGEST_CELL = 48
/** A pair of columns is soon there by chance, as in a letter's head. */
const FEWEST_ROWS = 3

type Cell = { text: string; from: number; to: number }

/** The rows of a small table, cells parted by a middle dot; null when the lines are none. Each row is in the report. */
export function readTable(lines: readonly PrintedLine[], report: ReportEntry[]): PrintedLine[] | null {
  const rows = lines.map(cellsOf)
  const columns = rows[0]?.length ?? 0
  if (lines.length < FEWEST_ROWS || columns < 2 || columns > MOST_COLUMNS) return null
  if (!rows.every((row) => row.length === columns && row.every(({ text }) => text.length <= LONGEST_CELL))) return null
  const ruled = lines.every(({ text }) => text.startsWith('|') || text.includes('\t'))
  if (!ruled && !rows[0]?.every((_, column) => isStraight(rows.map((row) => row[column])))) return null
  return lines.flatMap((line, at): PrintedLine[] => {
    const cells = rows[at]?.map(({ text }) => text) ?? []
    const isRule = cells.every((text) => /^:?-{2,}:?$/.test(text))
    const after = isRule ? null : cells.join(' · ')
    const kind = isRule ? 'dropped' : 'mended'
    report.push({ kind, origin: line.origin, reason: isRule ? 'rule in a table' : 'columns of a table', before: line.text, after })
    return after === null ? [] : [{ ...line, text: after }]
  })
}

/** What stands between bars, tabs, or two and more spaces. */
function cellsOf({ text, indent }: PrintedLine): Cell[] {
  const inner = text.replace(/^\|\s*|\s*\|$/g, '')
  const shift = indent + text.indexOf(inner)
  const border = text.startsWith('|') ? /\s*\|\s*/g : /\t+| {2,}/g
  const cells: Cell[] = []
  let from = 0
  for (const found of [...inner.matchAll(border), null]) {
    const to = found?.index ?? inner.length
    cells.push({ text: inner.slice(from, to).trim(), from: shift + from, to: shift + to })
    from = to + (found?.[0].length ?? 0)
  }
  return cells
}

/** The cells of a column begin, or end, one below the other. */
function isStraight(cells: readonly (Cell | undefined)[]): boolean {
  const spread = (edges: number[]) => highest(edges) - lowest(edges)
  return spread(cells.map((cell) => cell?.from ?? 0)) <= 1 || spread(cells.map((cell) => cell?.to ?? 0)) <= 1
}
