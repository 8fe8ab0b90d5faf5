import { plainInline } from '#domain/import/blocks/inline.ts'
import { textsOf } from '#domain/import/blocks/piece.ts'
import { WordCount } from '#domain/import/blocks/tally.ts'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { makeChapters } from '#domain/import/chapters.ts'
import { toGuideFiles } from '#domain/import/guide/guide-files.ts'
import { type ReadGuide, readGuideSources } from '#server/content/guide-folder.ts'
import { readSource } from '#server/import/formats/read-source.ts'
import { listWords } from '#server/import/words.ts'

/** A file on its whole way: read, made into chapters, written as a guide, and that read by the reader of guides. */
export type ImportedFile = { text: ImportedText; files: Map<string, string>; read: ReadGuide | null; problems: string[] }

/** Takes a file on its whole way. */
export async function importFile(path: string): Promise<ImportedFile> {
  const source = await readSource(path)
  const text = makeChapters(source, await listWords(source.language))
  const files = toGuideFiles(text, { title: text.title ?? 'A text', language: text.language ?? 'en', licence: 'CC0' })
  const { read, problems } = await readGuideSources('a-text', files, '/texts/a-text')
  return { text, files, read, problems: problems.map((problem) => JSON.stringify(problem)) }
}

/** What one can see of a text at a glance: its chapters, and what stands before and after them. */
export function chaptersOf({ sections }: ImportedText): string[] {
  return sections.filter(({ part }) => part === 'chapter').map(({ title }) => title)
}

/** All that a reader can read in the guide, as plain text. */
export function readingText({ read }: ImportedFile): string {
  // Only the notes come as HTML: in the text of a chapter "&x;" is what it says.
  const wordsOf = (html: string) => html.replace(/<[^>]+>|&#x?[\da-f]+;|&(?:amp|lt|gt|quot|nbsp);/gi, ' ')
  const notes = (read?.chapters ?? []).flatMap((chapter) => chapter.notes.map(({ html }) => wordsOf(html)))
  return [...(read?.chapters ?? []).map(({ text }) => text), ...notes].join('\n')
}

/** Words of the chapters that the guide does not show, or shows and they do not have. Titles stand apart from the text. */
export function changedInTheGuide(file: ImportedFile): string[] {
  const count = new WordCount()
  for (const { blocks } of file.text.sections) {
    for (const block of blocks) for (const text of textsOf(block)) count.add(plainInline(text))
  }
  count.add(readingText(file), -1)
  // Where there is nothing but a title, the title is the text; several pages before the chapters keep their titles in it.
  const titles = new WordCount()
  for (const { title, part, blocks } of file.text.sections) if (part === 'front' || blocks.length === 0) titles.add(title)
  return [...count.words]
    .filter(([word, times]) => times > 0 || -times > (titles.words.get(word) ?? 0))
    .map(([word, times]) => `${word} ${times}`)
}
