const LONGEST = 90

/** A passage's words in one line, a long one cut. */
export function quoteOf({ exact }: { exact: string }): string {
  const line = exact.replace(/\s+/g, ' ').trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST).toWellFormed()}…` : line
}
