import 'server-only'

export type CsvRow = Record<string, unknown>

/** What begins like this a spreadsheet would take for a formula, and run it (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = value instanceof Date ? value.toISOString() : typeof value === 'object' ? JSON.stringify(value) : String(value)
  const safe = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * Rows as CSV (RFC 4180), with a line of names first.
 * @param columns which values of each row, in this order
 */
export async function* csvOf(columns: readonly string[], pages: AsyncIterable<CsvRow[]>): AsyncGenerator<string> {
  const line = (cells: string[]) => `${cells.join(',')}\r\n`
  yield line(columns.map(cell))
  for await (const rows of pages) if (rows.length > 0) yield rows.map((row) => line(columns.map((name) => cell(row[name])))).join('')
}
