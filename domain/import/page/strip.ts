/** A line, or a paragraph of a structured text, looked at to tell what belongs to the page: numbers, running heads, contents. */
export type Strip = {
  text: string
  /** True when a page begins with it. */
  page: boolean
  /** Empty lines before it. */
  gap: number
  /** True for what a structured text calls a heading. */
  heading?: boolean
}
