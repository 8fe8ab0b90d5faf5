import type { ChapterItem, Guide, GuideItem } from '#domain/guide.ts'

/** Reading pace that the contents lists assume, in words a minute: unhurried, because people study. */
const PACE = 180

/** Minutes that reading this many words takes; at least 1. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / PACE))
}

/** The same in words: "1 minute", "90 minutes", "20 hours". */
export function readingTime(words: number): string {
  const minutes = readingMinutes(words)
  if (minutes >= 180) return `${Math.round(minutes / 60)} hours`
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}

export function guideItem({ slug, address, title, summary, language, chapters }: Guide): GuideItem {
  const words = chapters.reduce((sum, { words }) => sum + words, 0)
  return { slug, address, title, summary, language, chapters: chaptersProper(chapters).length, words }
}

/** The chapter with this address, also one that was withdrawn; undefined when there is none. */
export function findChapterItem({ chapters, withdrawn }: Pick<Guide, 'chapters' | 'withdrawn'>, slug: string): ChapterItem | undefined {
  return [...chapters, ...withdrawn].find((chapter) => chapter.slug === slug)
}

/** "3. Becoming a revolutionary", and the title alone of what stands before or after the chapters. */
export function numberedTitle({ number, part, title }: Pick<ChapterItem, 'number' | 'part' | 'title'>): string {
  return part ? title : `${number}. ${title}`
}

/** The chapters proper, without what stands before and after them. A text that has none of them counts as it is. */
export function chaptersProper<Item extends Pick<ChapterItem, 'part'>>(chapters: readonly Item[]): readonly Item[] {
  const proper = chapters.filter(({ part }) => part === null)
  return proper.length > 0 ? proper : chapters
}

/** The name of the paragraph in which an offset lies, such as "12a", or null before the first one. */
export function paragraphAt(paragraphs: readonly { start: number; label: string }[], offset: number): string | null {
  let low = 0
  let high = paragraphs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((paragraphs[middle]?.start ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return paragraphs[low - 1]?.label ?? null
}
