import { z } from 'zod'
import { InGroup } from '#domain/group.ts'

/** The record of a group as a file: a document to print, or an e-book. */
export const AboutRecord = InGroup.extend({ as: z.enum(['pdf', 'epub']) })
export type AboutRecord = z.infer<typeof AboutRecord>

/** A part of a record: one meeting, or what was answered together. The HTML is safe, and has headings from `h3` on. */
export type RecordPart = { id: string; title: string; when: string; html: string }

/** Everything that a group keeps of its meetings. `language` is the guide's. */
export type GroupRecord = { groupName: string; work: string; language: string; parts: RecordPart[] }
