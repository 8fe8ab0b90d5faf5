import type { ImportedSection, ImportedText } from '#domain/import/blocks/text.ts'
import { inOrder } from '#domain/import/chapters/parts.ts'
import { isTooLong, MOST_LETTERS } from '#domain/import/guide/chapter-size.ts'
import { wordsOfMarkdown } from '#domain/import/guide/pair.ts'
import { freeSlug, RESERVED_SLUGS, slugOf } from '#domain/import/guide/slug.ts'
import { carryLabels, type EarlierChapter, matchChapters } from '#domain/import/guide/update.ts'
import { isNumbered, referencesIn, textsOf, writeMarkdown } from '#domain/import/guide/write-markdown.ts'
import { escapeWords } from '#domain/import/review/draft-text.ts'
import { Problem, say } from '#domain/problem.ts'

/** What whoever imports a text decides about the guide that it becomes. */
export type GuideSettings = {
  title: string
  /** BCP 47. */
  language: string
  licence: string
  /** Who wrote the text, if that is known. */
  creator?: string | null | undefined
  /** A line or two about it; one is made up of figures when there is none. */
  summary?: string | undefined
  /** The guide whose questions, people and timeline stand beside the chapters with the same numbers. */
  companion?: string | null | undefined
}

const FRONT_TITLE = 'Before the chapters'
const LICENCE_MIN = 2
const SUMMARY_MIN = 20
const ABOUT_MIN = 10
/** The names of a guide's files begin with four digits at most: the Mahabharata has two thousand chapters. */
const MOST_CHAPTERS = 9_999

type Draft = { part: 'front' | 'back' | null; number: number; title: string; division: string | null; blocks: ImportedSection['blocks'] }

/**
 * Writes the files of a guide's folder: `guide.md` and one file a chapter, by name.
 * @param earlier the chapters of the edition that this one takes the place of: what is the same keeps its address and its ¶ labels,
 * and an address that a chapter had goes to no other
 * @throws Problem `too-large` when there are more chapters than a guide can have, or one is longer than a chapter can be
 */
export function toGuideFiles(text: ImportedText, about: GuideSettings, earlier: readonly EarlierChapter[] = []): Map<string, string> {
  const drafts = arrange(text)
  if (drafts.length > MOST_CHAPTERS) {
    throw new Problem('too-large', say('tooManyChapters', { found: drafts.length, most: MOST_CHAPTERS }))
  }
  const long = drafts.find(({ blocks }) => isTooLong(blocks))
  if (long) throw tooLong(long)
  const notes = notesOf(text)
  // Words are for finding paragraphs again: in a first edition they are only counted.
  const wordsOf = (block: Draft['blocks'][number]) => (earlier.length > 0 ? wordsOfMarkdown(textsOf(block).join(' ')) : '')
  const words = drafts.map(({ blocks }) => blocks.filter(isNumbered).map(wordsOf))
  const matches = matchChapters(
    earlier,
    drafts.map((draft, index) => ({ ...draft, paragraphs: words[index] ?? [] })),
  )
  const slugs = new Set<string>()
  const isTaken = (slug: string) => slugs.has(slug) || earlier.some((chapter) => chapter.slug === slug)
  const width = Math.max(2, String(drafts.length).length)
  const files = new Map([['guide.md', writeAbout(about, drafts)]])
  drafts.forEach((draft, index) => {
    const match = matches[index] ?? null
    const slug = match?.slug ?? freeSlug(chapterSlug(draft), isTaken)
    slugs.add(slug)
    const labels = carryLabels(match, words[index] ?? [])
    const counted = labels.every((label, at) => label === String(at + 1))
    const settings = {
      title: draft.title,
      number: draft.number,
      part: draft.part ?? undefined,
      division: draft.division?.slice(0, 300) ?? undefined,
      paragraphs: counted ? undefined : labels,
    }
    const written = writeMarkdown(draft.blocks, notes)
    // Notes come on top, and each chapter has those that it refers to.
    if (written.length > 2 * MOST_LETTERS) throw tooLong(draft)
    files.set(`${String(draft.number).padStart(width, '0')}-${slug}.md`, `${frontMatter(settings)}\n${written}`)
  })
  return files
}

const tooLong = ({ title }: Draft) => new Problem('too-large', say('chapterTooLong', { title: title.slice(0, 300), most: MOST_LETTERS }))

/** "Further reading" is a page beside the chapters already, so a chapter of that name is "further-reading-in-the-text". */
function chapterSlug({ title, number }: Draft): string {
  const slug = slugOf(title) || `chapter-${number}`
  return RESERVED_SLUGS.includes(slug) ? `${slug}-in-the-text` : slug
}

/** The chapters in order, with one file before them for all that stands before the first. */
function arrange({ sections, title }: ImportedText): Draft[] {
  const filled = inOrder(sections).filter((section) => section.blocks.length > 0 || section.title.trim() !== '')
  const hasChapters = filled.some(({ part }) => part === 'chapter')
  const front = hasChapters ? filled.filter(({ part }) => part === 'front') : []
  const [only, second] = front
  const drafts: Draft[] = []
  if (only) {
    const blocks = second ? front.flatMap(withTitle) : only.blocks
    drafts.push({ part: 'front', number: 0, division: null, title: (second ? '' : only.title.trim()) || FRONT_TITLE, blocks })
  }
  let number = 0
  for (const section of filled.filter((candidate) => !front.includes(candidate))) {
    number += 1
    const part = section.part === 'back' && hasChapters ? 'back' : null
    const division = part === null ? section.division?.trim() || null : null
    drafts.push({ part, number, division, title: section.title.trim() || titleFor(number, filled.length, title), blocks: section.blocks })
  }
  return drafts.map((draft) => (draft.blocks.some(isNumbered) ? draft : { ...draft, blocks: [titleAsText(draft), ...draft.blocks] }))
}

function titleFor(number: number, count: number, title: string | null): string {
  return (count === 1 && title?.trim()) || `Chapter ${number}`
}

function withTitle({ title, blocks }: ImportedSection): Draft['blocks'] {
  const [first] = blocks
  if (title.trim() === '' || !first) return title.trim() === '' ? blocks : [titleAsText({ title, blocks })]
  return [{ kind: 'heading', origin: first.origin, level: 1, text: escapeWords(title.trim()) }, ...blocks]
}

/** A chapter that is nothing but its title (a "Part Two" alone on its page) has the title as its text. */
function titleAsText({ title, blocks }: Pick<Draft, 'title' | 'blocks'>): Draft['blocks'][number] {
  return { kind: 'paragraph', origin: blocks[0]?.origin ?? { line: 1 }, text: escapeWords(title.trim()) }
}

/** The notes that something in the text refers to. */
function notesOf({ sections }: ImportedText): Map<string, string> {
  const blocks = sections.flatMap((section) => section.blocks)
  const texts = blocks.flatMap((block) => (block.kind === 'note' ? [block.text] : textsOf(block)))
  const referred = new Set(texts.flatMap(referencesIn))
  return new Map(blocks.flatMap((block) => (block.kind === 'note' && referred.has(block.id) ? [[block.id, block.text] as const] : [])))
}

function writeAbout({ title, language, licence, creator, summary, companion }: GuideSettings, drafts: readonly Draft[]): string {
  const chapters = drafts.filter(({ part }) => part === null).length
  const by = creator?.trim() ? `By ${creator.trim()}.` : ''
  const figures = `A text in ${chapters} ${chapters === 1 ? 'chapter' : 'chapters'}, as it was brought into this installation.`
  const settings = {
    title: title.trim().length > 1 ? title.trim() : `“${title.trim()}”`,
    summary: (summary?.trim().length ?? 0) >= SUMMARY_MIN ? summary?.trim() : [by, figures].filter(Boolean).join(' '),
    language,
    work: { title: title.trim().length > 1 ? title.trim() : `“${title.trim()}”`, about: by.length >= ABOUT_MIN ? by : undefined },
    licence: licence.trim().length >= LICENCE_MIN ? licence.trim() : 'not stated',
    companion: companion ?? undefined,
  }
  return frontMatter(settings)
}

/** Values as JSON, which YAML understands and which leaves no doubt about quotation marks, colons and numbers. */
function frontMatter(settings: Record<string, unknown>): string {
  const lines = Object.entries(settings).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${JSON.stringify(value)}`]))
  return ['---', ...lines, '---', ''].join('\n')
}
