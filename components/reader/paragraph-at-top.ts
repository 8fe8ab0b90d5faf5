/** A paragraph is being read when its end is below this line, in pixels from the top of the window. */
const READING_LINE = 96

/** The name of the first paragraph whose end is still below the top of the window. */
export function paragraphAtTop(): string | null {
  const paragraphs = [...document.querySelectorAll<HTMLElement>('#chapter-text [data-n]:not(a)')]
  const reading = paragraphs.find((paragraph) => paragraph.getBoundingClientRect().bottom > READING_LINE) ?? paragraphs.at(-1)
  return reading?.dataset.n ?? null
}
