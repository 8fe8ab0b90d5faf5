import { z } from 'zod'
import type { GuidePageItem } from '#domain/guide-page.ts'

/** Lower-case words joined by hyphens: the shape of every id and address part that comes from files. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write lower-case letters and digits joined by hyphens, like "becoming-a-revolutionary"')

export const QuestionKind = z.enum(['opener', 'recall', 'interpret', 'judge'])
export type QuestionKind = z.infer<typeof QuestionKind>

/** One discussion question of a chapter. `id` is what answers are stored under: never reuse or rename one. */
export const Question = z.strictObject({
  id: Slug,
  kind: QuestionKind,
  text: z.string().min(10),
  /** Numbers of the paragraphs that the question concerns; none for an opener. */
  paragraphs: z.array(z.int().positive()).default([]),
  /** For the facilitator: what good answers touch, and how to move a group that is stuck. */
  note: z.string().optional(),
})
export type Question = z.infer<typeof Question>

/** "Check the record": where the work simplifies, disputes or errs, fixed to words of one paragraph. */
export const RecordNote = z.strictObject({
  id: Slug,
  paragraph: z.int().positive(),
  /** Words that stand exactly so in that paragraph of the chapter. */
  passage: z.string().min(3),
  note: z.string().min(20),
  sources: z.array(z.string().min(5)).default([]),
})
export type RecordNote = z.infer<typeof RecordNote>

/** A line of a prepared session plan: either a titled step or one of the chapter's questions. */
export const PlanItem = z.strictObject({
  title: z.string().min(2).optional(),
  question: Slug.optional(),
  minutes: z.int().positive(),
})

/** The front matter of `content/<guide>/NN-slug.md`. Terms, people, places and dates are ids of the guide's own lists. */
export const ChapterFrontMatter = z.strictObject({
  title: z.string().min(2),
  number: z.int().positive(),
  summary: z.string().min(20),
  questions: z.array(Question).min(1),
  terms: z.array(Slug).default([]),
  people: z.array(Slug).default([]),
  places: z.array(Slug).default([]),
  dates: z.array(Slug).default([]),
  records: z.array(RecordNote).default([]),
  plans: z.partialRecord(z.enum(['60', '90']), z.array(PlanItem)).default({}),
  sources: z.array(z.string().min(5)).default([]),
})
export type ChapterFrontMatter = z.infer<typeof ChapterFrontMatter>

const PartialDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'write a date as "1903", "1903-07" or "1903-07-30", in quotation marks')

/** A stretch of the timeline. It lasts until the next one begins. */
export const Period = z.strictObject({ id: Slug, title: z.string().min(2), from: PartialDate })
export type Period = z.infer<typeof Period>

/** The front matter of `content/<guide>/guide.md`; its body introduces the guide. */
export const GuideFrontMatter = z.strictObject({
  title: z.string().min(2),
  summary: z.string().min(20),
  language: z.string().min(2).default('en'),
  /** The text that the guide is about. */
  work: z.strictObject({ title: z.string().min(2), about: z.string().min(10).optional() }),
  licence: z.string().min(2),
  /** How the timeline is divided, in the order of time; undivided when left out. */
  periods: z.array(Period).default([]),
})
export type GuideFrontMatter = z.infer<typeof GuideFrontMatter>

const A_YEAR = "write a year, such as 1870 or 'c. 480 BC'"
const Year = z.union([z.int(), z.string().regex(/^(c\. )?\d{1,4}( BC)?$/, A_YEAR)], A_YEAR)

/** `glossary.yaml`: id → term. */
export const Term = z.strictObject({ term: z.string().min(2), definition: z.string().min(10) })
/** `people.yaml`: id → person. */
export const Person = z.strictObject({ name: z.string().min(2), born: Year.optional(), died: Year.optional(), who: z.string().min(10) })
/** `places.yaml`: id → place. */
export const Place = z.strictObject({ name: z.string().min(2), where: z.string().min(5) })
/** `timeline.yaml`: id → dated event; dates are of the calendar now in use, unless the text says otherwise. */
export const DatedEvent = z.strictObject({
  date: PartialDate,
  until: PartialDate.optional(),
  title: z.string().min(3),
  text: z.string().min(10).optional(),
})

export type Term = z.infer<typeof Term>
export type Person = z.infer<typeof Person>
export type Place = z.infer<typeof Place>
export type DatedEvent = z.infer<typeof DatedEvent>

/** The four lists of a guide, each entry defined once and linked from the chapters. */
export const GUIDE_LISTS = {
  terms: { file: 'glossary.yaml', entry: Term },
  people: { file: 'people.yaml', entry: Person },
  places: { file: 'places.yaml', entry: Place },
  dates: { file: 'timeline.yaml', entry: DatedEvent },
} as const

/** A chapter ready to show. `html` and `text` come from the same tree: the article's text content equals `text`. */
export type Chapter = {
  guide: string
  slug: string
  number: number
  title: string
  summary: string
  html: string
  /** The one coordinate system of annotations: UTF-16 offsets in this plain text. */
  text: string
  /** Hash of `text`. */
  revision: string
  /** Where each numbered paragraph lies in `text`; paragraph n is at index n - 1. */
  paragraphs: { start: number; end: number }[]
  words: number
  questions: Question[]
  terms: (Term & { id: string })[]
  people: (Person & { id: string })[]
  places: (Place & { id: string })[]
  dates: (DatedEvent & { id: string })[]
  records: RecordNote[]
  plans: ChapterFrontMatter['plans']
  sources: string[]
  /** Where each entry of the lists is linked first: its id on the page, such as `term-soviet`, and the number of the paragraph. */
  mentions: Record<string, number>
}

/** A chapter as lists show it. */
export type ChapterItem = Pick<Chapter, 'slug' | 'number' | 'title' | 'summary' | 'words'>

export type Guide = {
  slug: string
  title: string
  summary: string
  language: string
  work: GuideFrontMatter['work']
  licence: string
  periods: Period[]
  /** The introduction as safe HTML. */
  html: string
  chapters: ChapterItem[]
  /** The pages beside the chapters: those for which the guide has something to show. */
  pages: GuidePageItem[]
}

/** Reading pace that the contents lists assume, in words a minute: unhurried, because people study. */
const PACE = 180

/** Minutes that reading this many words takes; at least 1. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / PACE))
}
