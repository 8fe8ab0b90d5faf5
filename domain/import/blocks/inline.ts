/** Inline Markdown out of plain text: whatever Markdown would read as a mark is escaped. */
export function escapeInline(text: string): string {
  return text
    .replace(/[\\`*_[\]<>~]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/^(#{1,6}(?=\s|$)|[-+](?=\s|$)|=+$|\|)/, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
}

/** Emphasis by asterisks, which may stand inside a word: *n*th. The innermost first. */
const STARRED = /(?<![\\*])(\*{1,3})(?=[^\s*])((?:\\.|[^*\\])*?[^\s*\\])\1(?!\*)/g
/** Runs of marks at the edge of a word. Whole runs: the two in the middle of A__B are no marks. */
const AT_EDGE = /(?<![\\\p{L}\p{N}*_])[*_]{1,4}(?![*_])(?=\S)|(?<=[^\s\\*_])[*_]{1,4}(?![\p{L}\p{N}*_])/gu

/** Every mark has one of these. */
const MARKED = /[\\*_~[&]/

/** What a reader sees of inline Markdown, near enough to judge it by; references to notes are left out. */
export function plainInline(markdown: string): string {
  if (!MARKED.test(markdown)) return markdown
  return withoutStars(
    markdown
      .replace(/(?<!\\)\[\^[^\]]+\]/g, '')
      .replace(/(?<!\\)~~/g, '')
      .replace(/(?<!\\)!?\[((?:\\.|[^\]\\\n])*)\]\([^)\s]*(?:\s+"[^"]*")?\)/g, '$1'),
  )
    .replace(AT_EDGE, '')
    .replace(/(?<!\\)&#x([0-9a-f]{1,6});/gi, (_, code: string) => String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)))
    .replace(/\\([\\`*_[\]<>~&#+\-=|.)(!{}])/g, '$1')
}

function withoutStars(markdown: string): string {
  let text = markdown
  // Emphasis in emphasis in emphasis: deeper than that nobody can see.
  for (let depth = 0; depth < 3 && text.includes('*'); depth++) text = text.replace(STARRED, '$2')
  return text
}
