import type { Origin, ReportEntry } from '#domain/import/blocks/text.ts'

/** Two underscores around words, escaped as they are in inline Markdown: not within a word, not beside another one. */
const UNDERSCORED = /(?<![\p{L}\p{N}_])\\_(?=[^\s\\])((?:(?!\\_).){1,600}?)(?<=\S)\\_(?![\p{L}\p{N}_\\])/gu

/** Two equals signs around words, as typists set bold letters. */
const EQUALLED = /(?<![^\s([«„“"'—–-])=(?=[^\s=])((?:(?!=).){1,600}?)(?<=[^\s=])=(?![\p{L}\p{N}=*])/gu

/** Inline Markdown in which words between underscores, as typists set italics, or between equals signs are emphasised. Each is in the report. */
export function withEmphasis(text: string, origin: Origin, report: ReportEntry[]): string {
  const plain = (words: string) => words.replace(/\\(?=\W)/g, '')
  const slanted = text.replace(UNDERSCORED, (_, words: string) => {
    report.push({ kind: 'mended', origin, reason: 'underscores for italics', before: `_${plain(words)}_`, after: plain(words) })
    return `*${words}*`
  })
  return slanted.replace(EQUALLED, (_, words: string) => {
    report.push({ kind: 'mended', origin, reason: 'equals signs for bold letters', before: `=${plain(words)}=`, after: plain(words) })
    return `**${words}**`
  })
}
