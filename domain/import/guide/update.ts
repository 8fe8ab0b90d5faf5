import { nameParagraphs } from '#domain/import/guide/labels.ts'
import { pairInOrder, type Words, wordsOfText } from '#domain/import/guide/pair.ts'

/** What a chapter of the edition before has that the new one should keep. */
export type EarlierChapter = {
  slug: string
  number: number
  part: 'front' | 'back' | null
  title: string
  text: string
  paragraphs: { start: number; end: number; label: string }[]
}

/** A chapter of the new edition: the words of each numbered paragraph. */
export type NewChapter = { number: number; part: 'front' | 'back' | null; title: string; paragraphs: Words[] }

/** Chapters that share this much of their text are one. */
const SAME_TEXT = 0.3
/** Shorter paragraphs ("Yes.") tell nothing about which chapter this is. */
const TELLING = 20

/**
 * Finds the chapters of one edition again in the next: by what they say, else by their titles, else by their numbers.
 * @returns for each new chapter the earlier one that it continues, or null; none continues for two
 */
export function matchChapters(earlier: readonly EarlierChapter[], chapters: readonly NewChapter[]): (EarlierChapter | null)[] {
  const matches = new Map<NewChapter, EarlierChapter>()
  const taken = new Set<EarlierChapter>()
  const match = (chapter: NewChapter, found: EarlierChapter | undefined) => {
    if (!found || matches.has(chapter) || taken.has(found)) return
    matches.set(chapter, found)
    taken.add(found)
  }
  for (const { chapter, found } of byText(earlier, chapters)) match(chapter, found)
  const free = (test: (candidate: EarlierChapter) => boolean) => earlier.find((candidate) => !taken.has(candidate) && test(candidate))
  for (const chapter of chapters) {
    const title = wordsOfText(chapter.title)
    if (title && !matches.has(chapter))
      match(
        chapter,
        free((candidate) => wordsOfText(candidate.title) === title),
      )
  }
  for (const chapter of chapters) {
    const sameNumber = (candidate: EarlierChapter) => candidate.part === chapter.part && candidate.number === chapter.number
    if (!matches.has(chapter)) match(chapter, free(sameNumber))
  }
  return chapters.map((chapter) => matches.get(chapter) ?? null)
}

/** Chapters that say the same, those first that have most in common. */
function byText(
  earlier: readonly EarlierChapter[],
  chapters: readonly NewChapter[],
): { chapter: NewChapter; found: EarlierChapter; share: number }[] {
  const homes = new Map<Words, EarlierChapter[]>()
  const sizes = new Map<EarlierChapter, number>()
  for (const candidate of earlier) {
    const telling = paragraphsOf(candidate).filter((words) => words.length >= TELLING)
    sizes.set(candidate, lengthOf(telling))
    for (const words of new Set(telling)) homes.set(words, [...(homes.get(words) ?? []), candidate])
  }
  const pairs = chapters.flatMap((chapter) => {
    const telling = chapter.paragraphs.filter((words) => words.length >= TELLING)
    const common = new Map<EarlierChapter, number>()
    for (const words of telling) for (const home of homes.get(words) ?? []) common.set(home, (common.get(home) ?? 0) + words.length)
    return [...common].map(([found, length]) => ({
      chapter,
      found,
      share: length / Math.max(1, Math.min(lengthOf(telling), sizes.get(found) ?? 0)),
    }))
  })
  return pairs.filter(({ share }) => share >= SAME_TEXT).sort((one, other) => other.share - one.share)
}

function lengthOf(paragraphs: readonly Words[]): number {
  return paragraphs.reduce((sum, words) => sum + words.length, 0)
}

function paragraphsOf({ text, paragraphs }: EarlierChapter): Words[] {
  return paragraphs.map(({ start, end }) => wordsOfText(text.slice(start, end)))
}

/**
 * The names of a chapter's paragraphs: those of the edition before where they are the same, or changed a little.
 * @returns a label for each paragraph, no two alike
 */
export function carryLabels(earlier: EarlierChapter | null, paragraphs: readonly Words[]): string[] {
  if (!earlier) return paragraphs.map((_, index) => String(index + 1))
  const labels = earlier.paragraphs.map(({ label }) => label)
  return nameParagraphs(labels, pairInOrder(paragraphsOf(earlier), paragraphs))
}
