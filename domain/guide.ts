import { z } from 'zod'
import type { GuidePageItem } from '#domain/guide-page.ts'
import { PARAGRAPH_LABEL } from '#domain/paragraph-label.ts'

/** Lower-case words joined by hyphens: the shape of every id and address part that comes from files. */
export const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/
export const Slug = z.string().regex(SLUG, 'write lower-case letters and digits joined by hyphens, like "becoming-a-revolutionary"')

export const QuestionKind = z.enum(['opener', 'recall', 'interpret', 'judge'])
export type QuestionKind = z.infer<typeof QuestionKind>

/** Ids such as "group-0198a000-…" belong to the questions that groups add for themselves. */
const QuestionId = Slug.refine((id) => !/^group-[0-9a-f]{8}-/.test(id), 'choose an id that does not begin with "group-" and a number')

/** The name of a numbered paragraph: a number, and letters when it came in later, between 12 and 13: "12a", or before 1: "0a". */
export const ParagraphLabel = z
  .string()
  .regex(new RegExp(`^(?!0\\d|0$)${PARAGRAPH_LABEL}$`), 'write a number, with letters if need be, in quotation marks, like "12" or "12a"')

/** A paragraph as the files name it; most have plain numbers. */
const ParagraphRef = z.union([z.int().positive().transform(String), ParagraphLabel], 'write the number of a paragraph, such as 12')

/** One discussion question of a chapter. `id` is what answers are stored under: never reuse or rename one. */
export const Question = z.strictObject({
  id: QuestionId,
  kind: QuestionKind,
  text: z.string().min(10),
  /** Names of the paragraphs that the question concerns; none for an opener. */
  paragraphs: z.array(ParagraphRef).default([]),
  /** For the facilitator: what good answers touch, and how to move a group that is stuck. */
  note: z.string().optional(),
})
/** `lentBy` is there when a companion lends the question: the paragraphs are those of its chapter. */
export type Question = z.infer<typeof Question> & { lentBy?: Companion }

/** "Check the record": where the work simplifies, disputes or errs, fixed to words of one paragraph. */
export const RecordNote = z.strictObject({
  id: Slug,
  paragraph: ParagraphRef,
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

/** What stands before or after the chapters of a text. It has no number of its own. */
export const Part = z.enum(['front', 'back'])
export type Part = z.infer<typeof Part>

/** The front matter of `content/<guide>/NN-slug.md`. Terms, people, places and dates are ids of the guide's own lists. */
export const ChapterFrontMatter = z.strictObject({
  title: z.string().min(1),
  /** As in the file's name. Only what stands before the chapters has number 0. */
  number: z.int().nonnegative(),
  part: Part.optional(),
  /** The part, book or act of the work that the chapter belongs to, as printed. Chapters in a row with the same one stand in it together. */
  division: z.string().min(1).max(300).optional(),
  summary: z.string().min(20).optional(),
  /** The names of the numbered paragraphs, in their order; 1, 2, 3 … when left out. */
  paragraphs: z.array(ParagraphLabel).optional(),
  questions: z.array(Question).default([]),
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
  /** The guide whose questions, plans, people and words stand beside the chapters with the same numbers. */
  companion: Slug.optional(),
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

/** Who may read a text that was brought into this installation: whoever is signed in, or everyone. */
export const Audience = z.enum(['GROUPS', 'MEMBERS', 'EVERYONE'])
export type Audience = z.infer<typeof Audience>

/** A footnote of a chapter. */
export type Footnote = {
  number: number
  /** What it says, as safe HTML. */
  html: string
  /** Ids of the places in the article that refer to it, in order. */
  places: string[]
}

/** The chapter of another guide whose questions, words and plans stand beside a chapter. Addresses are paths. */
export type Companion = { title: string; guideAddress: string; chapterAddress: string }

/** A chapter ready to show. `html` and `text` come from the same tree: the article's text content equals `text`. */
export type Chapter = {
  guide: string
  slug: string
  number: number
  /** Null for a chapter proper. */
  part: Part | null
  /** The part, book or act of the work that it belongs to; absent where the work has none. */
  division?: string
  title: string
  /** Empty when the text has none. */
  summary: string
  html: string
  /** The one coordinate system of annotations: UTF-16 offsets in this plain text. */
  text: string
  /** Hash of `text`. */
  revision: string
  /** Where each numbered paragraph lies in `text`, and its name; its id on the page is `p` and the name. */
  paragraphs: { start: number; end: number; label: string }[]
  /** The footnotes, in the order of their numbers. They are no part of `text`. */
  notes: Footnote[]
  words: number
  /** Paragraphs that records name are those of the companion's chapter when there is one. */
  questions: Question[]
  terms: (Term & { id: string })[]
  people: (Person & { id: string })[]
  places: (Place & { id: string })[]
  dates: (DatedEvent & { id: string })[]
  records: RecordNote[]
  plans: ChapterFrontMatter['plans']
  sources: string[]
  /** Where each entry of the lists is linked first: its id on the page, such as `term-soviet`, and the name of the paragraph. */
  mentions: Record<string, string>
  companion: Companion | null
}

/** A chapter as lists show it. */
export type ChapterItem = Pick<Chapter, 'slug' | 'number' | 'part' | 'division' | 'title' | 'summary' | 'words'>

export type Guide = {
  slug: string
  /** Where its pages are, without a slash at the end: `/guides/trotsky`, or `/texts/<slug>` when it was brought into this installation. */
  address: string
  audience: Audience
  title: string
  summary: string
  language: string
  work: GuideFrontMatter['work']
  licence: string
  periods: Period[]
  /** The introduction as safe HTML. */
  html: string
  chapters: ChapterItem[]
  /** Chapters that an earlier edition had. Groups can still open them, because of what they wrote there. */
  withdrawn: ChapterItem[]
  /** The pages beside the chapters: those for which the guide has something to show. */
  pages: GuidePageItem[]
  /** The guide that stands beside it; null when it has none, or that is gone. */
  companion: { title: string; address: string } | null
}

/** A guide as lists of guides show it: `chapters` counts the chapters proper, `words` those of everything. */
export type GuideItem = Pick<Guide, 'slug' | 'address' | 'title' | 'summary' | 'language'> & { chapters: number; words: number }
