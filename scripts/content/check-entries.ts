import { GUIDE_LISTS } from '#domain/guide.ts'
import { type GuideFile, lineAt } from '#scripts/content/prose.ts'
import type { ReadGuide } from '#server/content/guide-folder.ts'
import type { ContentProblem } from '#server/content/problem.ts'

/** Entries of the four lists that no chapter uses, and entries that a chapter lists without a link to them. */
export function checkEntries({ chapters, entries }: ReadGuide, files: GuideFile[]): ContentProblem[] {
  const unused = Object.entries(GUIDE_LISTS).flatMap(([list, { file: name }]) => {
    const file = files.find((one) => one.name === name)
    return entries[list as keyof typeof GUIDE_LISTS]
      .filter(({ appearances }) => appearances.length === 0)
      .map(({ id }) => ({
        file: file?.path ?? name,
        line: file ? lineAt(file.source, file.source.search(new RegExp(`^${id}:`, 'm'))) : 1,
        sentence: `no chapter uses "${id}": link to it, or take it out`,
      }))
  })
  const unlinked = Object.values(entries).flatMap((list) =>
    list.flatMap(({ id, appearances }) =>
      appearances
        .filter(({ paragraph }) => paragraph === null)
        .map(({ chapter }) => {
          const number = chapters.find(({ slug }) => slug === chapter)?.number ?? 0
          const file = files.find(({ name }) => name === `${String(number).padStart(2, '0')}-${chapter}.md`)
          return { file: file?.path ?? chapter, line: 1, sentence: `"${id}" is listed, but no paragraph links to it` }
        }),
    ),
  )
  return [...unused, ...unlinked]
}
