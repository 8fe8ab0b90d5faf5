const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** First letters of the first and the last part of a name, in any script: "Ada Byron" gives "AB". */
export function initials(name: string): string {
  const parts = name.split(/[\s-]+/).filter((part) => /[\p{L}\p{N}]/u.test(part))
  const ends = parts.length > 1 ? [parts[0], parts.at(-1)] : parts
  return ends.map((part) => firstLetter(part ?? '')).join('')
}

function firstLetter(part: string): string {
  for (const { segment } of graphemes.segment(part)) if (/[\p{L}\p{N}]/u.test(segment)) return segment.toLocaleUpperCase()
  return ''
}
