/** Inline Markdown out of plain text: whatever Markdown would read as a mark is escaped. */
export function escapeInline(text: string): string {
  return text
    .replace(/[\\`*_[\]<>~]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/^(#{1,6}(?=\s|$)|[-+](?=\s|$)|=+$|\|)/, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
}

/** What a reader sees of inline Markdown, near enough to judge it by; references to notes are left out. */
export function plainInline(markdown: string): string {
  return markdown
    .replace(/\[\^[^\]]+\]/g, '')
    .replace(/(?<!\\)~~/g, '')
    .replace(/(?<!\\)!?\[([^\]\n]*)\]\([^)\s]*(?:\s+"[^"]*")?\)/g, '$1')
    .replace(/(?<![\\\p{L}\p{N}])[*_]{1,3}(?=\S)|(?<=[^\s\\])[*_]{1,3}(?![\p{L}\p{N}])/gu, '')
    .replace(/\\([\\`*_[\]<>~&#+\-=|.)(!{}])/g, '$1')
}
