import { z } from 'zod'
import { Audience, SLUG, Slug } from '#domain/guide.ts'
import type { Balance, ImportedSection, Origin, ReportEntry } from '#domain/import/blocks/text.ts'
import { RESERVED_GUIDE_SLUGS } from '#domain/import/guide/slug.ts'
import { Correction, Title } from '#domain/import/review/correction.ts'
import { fault } from '#domain/problem.ts'
import { Offset, Version } from '#domain/whole-number.ts'

/** Largest file that the page sends, in bytes. */
export const MOST_BYTES = 50_000_000
/** Days after which a draft that nobody touched loses its text. */
export const DRAFT_DAYS = 30
/** Paragraphs, or entries of the report, that are shown at a time. */
export const PIECE = 50

/** Chapters that the page of a draft shows: as many as a guide can have, and one. A file may have a hundred thousand lines that look like titles. */
export const SECTIONS_SHOWN = 1_000
/** Corrections that a draft takes. */
export const MOST_CORRECTIONS = 5_000

/** Endings of the files that can be read, for the file dialog. */
export const ACCEPTED = ['.txt', '.text', '.md', '.markdown', '.epub', '.docx', '.html', '.htm', '.xhtml'] as const

/** What an owner decides about a text before it is published. */
export const DraftSettings = z.object({
  slug: z
    .string()
    .regex(SLUG, fault('guideAddress'))
    .max(60, fault('addressTooLong'))
    .refine((slug) => !RESERVED_GUIDE_SLUGS.includes(slug), fault('addressIsReserved')),
  title: Title,
  /** BCP 47. */
  language: z.string().regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, fault('languageCode')),
  licence: z.string().trim().min(2, fault('licenceNeeded')).max(300),
  audience: Audience,
  /** The guide whose questions and lists stand beside the chapters. */
  companion: Slug.nullable(),
})
export type DraftSettings = z.infer<typeof DraftSettings>

/** The body is the file itself. `id` is made by the browser, so that sending a file twice makes one draft. */
export const UploadDraft = z.object({ id: z.uuid(), name: z.string().min(1).max(1000) })
export type UploadDraft = z.infer<typeof UploadDraft>

export const AboutDraft = z.object({ draftId: z.uuid() })
export type AboutDraft = z.infer<typeof AboutDraft>

const GivenVersion = z.coerce.number().pipe(Version)
export const UpdateDraft = AboutDraft.extend({ version: GivenVersion, settings: DraftSettings.partial() })
export type UpdateDraft = z.infer<typeof UpdateDraft>
export const CreateCorrection = AboutDraft.extend({ version: GivenVersion, id: z.uuid(), correction: Correction })
export type CreateCorrection = z.infer<typeof CreateCorrection>
export const RemoveCorrection = AboutDraft.extend({ version: GivenVersion, correctionId: z.uuid() })
export type RemoveCorrection = z.infer<typeof RemoveCorrection>

const From = z.coerce.number().pipe(Offset).default(0)
export const ListBlocks = AboutDraft.extend({ sectionId: z.string().min(1).max(200), from: From })
export type ListBlocks = z.infer<typeof ListBlocks>
export const REPORT_KINDS = ['doubt', 'dropped', 'joined', 'mended'] as const
export const ListReport = AboutDraft.extend({ kind: z.enum(REPORT_KINDS), from: From })
export type ListReport = z.infer<typeof ListReport>

/** `replace` says that the owner has seen what publishing changes in a text that is there already. */
export const CreatePublication = AboutDraft.extend({ version: GivenVersion, replace: z.boolean().default(false) })
export type CreatePublication = z.infer<typeof CreatePublication>

/** A draft as lists show it. */
export type DraftItem = {
  id: string
  fileName: string
  title: string
  slug: string
  createdAt: string
  updatedAt: string
  publishedAt: string | null
  /** The text was cleared away: the file has to be imported again. */
  cleared: boolean
}

/** A chapter of a draft, or what stands before or after the chapters. `number` is null outside of the chapters. */
export type DraftSectionItem = {
  id: string
  part: ImportedSection['part']
  /** The part or book of the text that it stands in; null where there is none. */
  division: string | null
  number: number | null
  title: string
  paragraphs: number
  words: number
  /** It is longer than a chapter can be, and has to be divided before the text is published. */
  tooLong: boolean
  /** Its first words, plain. */
  begins: string
  /** How many sections, itself included, have a title that looks like this one's; 0 where it looks like any other line. */
  alike: number
}

/** A draft with everything that its page shows at first. */
export type Draft = Omit<DraftItem, 'title' | 'slug' | 'cleared'> & {
  version: number
  settings: DraftSettings
  /** The first of them, `SECTIONS_SHOWN` at most. */
  sections: DraftSectionItem[]
  /** How much there is, shown or not. */
  totals: { sections: number; chapters: number; paragraphs: number }
  /** What was corrected, in order, in words. */
  corrections: { id: string; words: string }[]
  /** How many entries of each kind the report has. */
  report: Record<ReportEntry['kind'], number>
  /** What became of the words of the file as it was read; null for a draft from before they were weighed. */
  balance: Balance | null
  /** True when so many words are missing, or come from nowhere, that somebody has to look. */
  isOff: boolean
}

/** One paragraph, heading, list or note of a draft. `text` is what an editor shows, `plain` what a reader sees. */
export type BlockItem = { id: string; kind: string; text: string; plain: string; canBegin: boolean; isEditable: boolean }

/** A piece of a long list. `next` is where the following piece begins; null at the end. */
export type Piece<Item> = { items: Item[]; next: number | null }

/** An entry of the report with the place that it is about, if that is still there. */
export type PlacedEntry = ReportEntry & {
  at: number
  place: { sectionId: string; title: string; block: BlockItem; isCorrected: boolean } | null
}

/** What publishing would do. `existing` is null when nothing is at the address yet. */
export type Publication = { existing: { title: string; groups: number; added: string[]; changed: string[]; gone: string[] } | null }

/** Where a line stood, in words: `chapter3.xhtml, line 12`. */
export function originWords({ file, line }: Origin): string {
  return file ? `${file}, line ${line}` : `line ${line}`
}
