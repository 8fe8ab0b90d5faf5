import type { Origin, ReportEntry } from '#domain/import/blocks/text.ts'

/** Two underscores around words, escaped as they are in inline Markdown: not within a word, not beside another one. */
const UNDERSCORED = /(?<![\p{L}\p{N}_])\\_(?=[^\s\\])((?:(?!\\_).){1,600}?)(?<=\S)\\_(?![\p{L}\p{N}_\\])/gu

/** Inline Markdown in which words between underscores, as typists set italics, are emphasised. Each is in the report. */
export function withEmphasis(text: string, origin: Origin, report: ReportEntry[]): string {
  return text.replace(UNDERSCORED, (_, words: string) => {
    const plain = words.replace(/\\(?=\W)/g, '')
    report.push({ kind: 'mended', origin, reason: 'underscores for italics', before: `_${plain}_`, after: plain })
    return `*${words}*`
  })
}
