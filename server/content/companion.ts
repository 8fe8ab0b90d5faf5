import 'server-only'
import type { Chapter, Guide } from '#domain/guide.ts'
import type { ReadGuide } from '#server/content/guide-folder.ts'

/** What a guide takes over from the one that stands beside it: the pages beside its chapters. Without one it has none. */
export function guideBeside(companion: ReadGuide | null): Pick<Guide, 'pages' | 'companion'> {
  if (!companion) return { pages: [], companion: null }
  const { title, address, pages } = companion.guide
  return { pages, companion: { title, address } }
}

/**
 * A chapter with the questions, records, plans, words, people, places, dates and sources of the companion's chapter that has the
 * same number. What stands before or after the chapters has none.
 */
export function chapterBeside(chapter: Chapter, companion: ReadGuide | null): Chapter {
  const other = companion?.chapters.find(({ number, part }) => number === chapter.number && part === null)
  if (!companion || !other || chapter.part !== null) return chapter
  const { questions, records, plans, terms, people, places, dates, sources } = other
  const { title, address } = companion.guide
  const beside = { title, guideAddress: address, chapterAddress: `${address}/${other.slug}` }
  const lent = questions.map((question) => ({ ...question, lentBy: beside }))
  return { ...chapter, questions: lent, records, plans, terms, people, places, dates, sources, companion: beside }
}
