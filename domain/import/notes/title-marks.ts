/** A note's mark within a title, behind a word. */
const MARK = /(?<=\S)[ \u00a0]?(?:\[\d{1,3}\]|\{\d{1,3}\})/gu

/** A title without the marks of notes in it, and these marks: a title in a list of chapters can have none. */
export function withoutMarks(title: string): { title: string; marks: string[] } {
  const marks = (title.match(MARK) ?? []).map((mark) => mark.trim())
  return { title: marks.length === 0 ? title : title.replace(MARK, ''), marks }
}
