import 'server-only'
import type { CsvRow } from '#server/exports/csv.ts'

/** Rows that are fetched at once. */
const AT_ONCE = 500
/** Before every id. */
const FIRST = '00000000-0000-0000-0000-000000000000'

export type ArchiveTable = { columns: readonly string[]; pages: () => AsyncIterable<CsvRow[]> }

/** All rows of one query by their id, some at a time. */
export async function* byId<Row extends { id: string }>(
  find: (more: { id: { gt: string } }, take: number) => Promise<Row[]>,
  size = AT_ONCE,
): AsyncGenerator<Row[]> {
  for (let after = FIRST, full = true; full; ) {
    const rows = await find({ id: { gt: after } }, size)
    yield rows
    full = rows.length === size
    after = rows.at(-1)?.id ?? after
  }
}

export async function* atOnce(find: () => Promise<CsvRow[]>): AsyncGenerator<CsvRow[]> {
  yield await find()
}

export const chosen = (select: Record<string, boolean>) => Object.keys(select)
/** A row without its words where facilitators have hidden them. */
export const unhidden = <Row extends { hiddenAt: Date | null; body: string }>(row: Row): Row => (row.hiddenAt ? { ...row, body: '' } : row)
export const wordless = <Row extends { deletedAt: Date | null; body: string }>(row: Row): Row =>
  row.deletedAt ? { ...row, body: '' } : row
