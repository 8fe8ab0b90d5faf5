/** Words as they were typed, in paragraphs and lines. */
export function plainHtml(text: string): string {
  const escaped = text.replace(/&/g, '&#x26;').replace(/</g, '&#x3C;')
  const lines = escaped.split('\n').map(trimLine)
  const paragraphs: string[][] = [[]]
  for (const line of lines) {
    if (line.trim()) paragraphs.at(-1)?.push(line)
    else paragraphs.push([])
  }
  return paragraphs
    .filter((part) => part.length > 0)
    .map((part) => `<p dir="auto">${part.join('<br>\n').trim()}</p>`)
    .join('\n')
}

/** Without spaces and tabs at both ends; a pattern for those at the end would look at a long row of them once for each. */
export function trimLine(line: string): string {
  let [start, end] = [0, line.length]
  while (start < end && (line[start] === ' ' || line[start] === '\t')) start += 1
  while (end > start && (line[end - 1] === ' ' || line[end - 1] === '\t')) end -= 1
  return line.slice(start, end)
}
