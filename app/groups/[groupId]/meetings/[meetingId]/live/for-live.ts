import type { LiveChapter } from '#components/live-meeting/live-place.tsx'
import type { Chapter } from '#domain/guide.ts'

/** What a live session shows of a chapter. */
export const forLive = ({ slug, title, paragraphs, text }: Chapter, language: string): LiveChapter => ({
  slug,
  title,
  language,
  labels: paragraphs.map(({ label }) => label),
  paragraphs: Object.fromEntries(paragraphs.map(({ label, start, end }) => [label, text.slice(start, end)])),
})
