import type { Chapter } from '#domain/guide.ts'
import type { Balance, ReportEntry } from '#domain/import/blocks/text.ts'
import type { Publication } from '#domain/import-draft.ts'

/** How many words of a chapter are shown, to see whether it begins where it should. */
const FIRST_WORDS = 12

const HEADINGS: Record<ReportEntry['kind'], string> = {
  dropped: 'Dropped',
  joined: 'Joined',
  mended: 'Mended',
  doubt: 'Doubtful, left as it is',
}

/**
 * The report as lines for the terminal, grouped by what was done and why.
 * @param source the file as it was named, for entries that stand in it
 * @param whole every entry with its place; else only how many there are of each, and the doubts
 */
export function reportLines(report: readonly ReportEntry[], source: string, whole: boolean): string[] {
  return Object.entries(HEADINGS).flatMap(([kind, heading]) => {
    const entries = report.filter((entry) => entry.kind === kind)
    if (entries.length === 0) return []
    const reasons = Map.groupBy(entries, ({ reason }) => reason)
    const groups = [...reasons].flatMap(([reason, group]) => [
      `  ${reason}: ${group.length}`,
      ...(whole || kind === 'doubt' ? group.map((entry) => `    ${entryLine(entry, source)}`) : []),
    ])
    return [`${heading}: ${entries.length}`, ...groups]
  })
}

function entryLine({ origin, before, after }: ReportEntry, source: string): string {
  const place = `${origin.file === undefined ? source : `${source}/${origin.file}`}:${origin.line}:`
  return after === null || after === before ? `${place} ${quoted(before)}` : `${place} ${quoted(before)} → ${quoted(after)}`
}

/** On one line, whatever the file had in it: nothing that a terminal would obey. */
function quoted(words: string): string {
  return `“${words.replace(/\p{Cc}+/gu, ' ').trim()}”`
}

/** A line a chapter: its address, title, figures and first words. */
export function chapterLines(chapters: readonly Chapter[]): string[] {
  return chapters.map(({ number, part, slug, title, paragraphs, words, text }) => {
    const begins = text.trim().split(/\s+/).slice(0, FIRST_WORDS).join(' ')
    const name = part === null ? `${number}. ${title}` : title
    const size = `${paragraphs.length} ${paragraphs.length === 1 ? 'paragraph' : 'paragraphs'}, ${words.toLocaleString('en')} words`
    return `  ${name} (${slug}): ${size}: ${begins} …`
  })
}

/** What became of the words of the file. They add up, or the last lines say by how many they do not. */
export function balanceLines({ found, kept, left, changed, lost, new: added }: Balance): string[] {
  const said = (words: number) => words.toLocaleString('en')
  const by = (reasons: Balance['left']) => reasons.map(({ reason, words }) => `    ${reason}: ${said(words)}`)
  const unexplained = [
    { what: 'lost, and no rule explains it', ...lost },
    { what: 'there, and not in the file', ...added },
  ].filter(({ words }) => words > 0)
  return [
    `Words: ${said(found)} in the file, ${said(kept)} in the text`,
    ...(left.length > 0 ? ['  left out:', ...by(left)] : []),
    ...(changed.length > 0 ? ['  changed:', ...by(changed)] : []),
    ...unexplained.map(({ what, words, examples }) => `  ${what}: ${said(words)} (${examples.join(', ')})`),
  ]
}

/** What is different from the edition before, by the titles of chapters. */
export function changeLines(existing: Publication['existing']): string[] {
  if (!existing) return []
  const { added, changed, gone } = existing
  const lines = [
    { what: 'new', titles: added },
    { what: 'changed', titles: changed },
    { what: 'no longer there', titles: gone },
  ].flatMap(({ what, titles }) => (titles.length > 0 ? [`  ${what}: ${titles.join(', ')}`] : []))
  return lines.length > 0 ? ['Against the edition before:', ...lines] : ['Every chapter is as it was in the edition before.']
}
