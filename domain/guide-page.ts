import { z } from 'zod'

/** The pages beside a guide's chapters, in the order in which a group needs them. No chapter may have one of these addresses. */
export const GUIDE_PAGES = ['before-you-start', 'timeline', 'people', 'glossary', 'further-reading'] as const
export type GuidePageSlug = (typeof GUIDE_PAGES)[number]

/** Those of the pages that are written as text, each in a Markdown file of its name; the others are made from the lists. */
export const WRITTEN_PAGES = ['before-you-start', 'further-reading'] as const
export type WrittenPageSlug = (typeof WRITTEN_PAGES)[number]

/** The front matter of `before-you-start.md` and `further-reading.md`. */
export const WrittenPageFrontMatter = z.strictObject({ title: z.string().min(2), summary: z.string().min(20) })

/** A page of a guide as lists show it. `address` is its path: a text without pages of its own lists those of its companion. */
export type GuidePageItem = { slug: GuidePageSlug; address: string; title: string; summary: string }

/** A written page with its text as safe HTML. */
export type WrittenPage = { slug: WrittenPageSlug; title: string; summary: string; html: string }
