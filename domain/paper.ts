import { z } from 'zod'
import { AboutMeeting } from '#domain/meeting.ts'

/** A5 pages two on each side of an A4 sheet, to be folded; or one page a sheet. */
export const Sheet = z.enum(['booklet', 'a4', 'letter'])
export type Sheet = z.infer<typeof Sheet>

export const AboutPaper = AboutMeeting.extend({ sheet: Sheet.default('booklet') })
export type AboutPaper = z.infer<typeof AboutPaper>
