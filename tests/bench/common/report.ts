import { cpus } from 'node:os'

/** The value in the middle; of two in the middle the greater. NaN of none. */
export const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN

/** Whether fewer rounds were asked for. */
export const quick = process.argv.includes('--quick')

/** What this was measured on, in words. */
export const machine = (): string => `${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.version}`

/** A number that means milliseconds, as tables show it. */
export const whole = (value: number): string => (value < 9.95 ? value.toFixed(1) : value.toFixed(0))

/** A table in Markdown, as docs/benchmarks.md has it. */
export function table(headings: string[], rows: string[][]): string {
  const widths = headings.map((heading, column) => Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(headings), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

/** The last line of every bench: all that it measured, for machines. */
export function report(bench: string, figures: object): void {
  console.log(JSON.stringify({ bench, quick, node: process.version, cpu: cpus()[0]?.model.trim(), cores: cpus().length, ...figures }))
}
