import { z } from 'zod'
import { InChapter } from '#domain/group.ts'
import { ParagraphLabel } from '#domain/guide.ts'

/** To how many a paragraph is unclear is told in these steps only: "3 or more", "5 or more", … Below the first, nothing is told. */
export const STEPS = [3, 5, 10, 20, 50, 100] as const

/** Days that a step stays after marks were taken back. */
const HOLD_DAYS = 7
const DAY = 24 * 3600 * 1000

/** `paragraph` is its name in the chapter of this revision. */
export const UpdateUnclear = InChapter.extend({
  chapterRevision: z.string().min(8).max(80),
  paragraph: ParagraphLabel,
  unclear: z.boolean(),
})
export type UpdateUnclear = z.infer<typeof UpdateUnclear>

/** What somebody may know of the marks on one paragraph. */
export type UnclearParagraph = {
  paragraph: string
  /** The viewer marked it. */
  mine: boolean
  /** At least so many marked it; 0 where fewer than the first step did. */
  step: number
}

/** What the group was last shown of a paragraph, and until when it is shown that much at least. */
export type HeldStep = { step: number; heldUntil: Date }

/** The highest step that a number of marks reaches, 0 below the first. */
export const stepOf = (marks: number) => STEPS.findLast((step) => marks >= step) ?? 0

/** What the group is shown: never less than what is held. */
export function shownStep(held: HeldStep | null, marks: number, now: Date): number {
  return held && now < held.heldUntil ? Math.max(held.step, stepOf(marks)) : stepOf(marks)
}

/**
 * What is held after somebody marked a paragraph or took the mark back. Taking one back is not seen: the step stays until a
 * midnight at least a week away, so that nobody learns by whose leaving it falls, or by trying with their own mark more than once.
 * @param before marks before the change, `after` after it
 */
export function holdStep(held: HeldStep | null, before: number, after: number, now: Date): HeldStep | null {
  const shown = shownStep(held, before, now)
  const standing = stepOf(after)
  if (standing === 0 && shown === 0) return null
  if (standing >= shown) return { step: standing, heldUntil: holdEnd(now) }
  // What was only held before is not held any longer for it.
  return stepOf(before) < shown && held ? held : { step: shown, heldUntil: holdEnd(now) }
}

/** The first midnight (UTC) after `HOLD_DAYS` whole days. */
const holdEnd = (now: Date) => new Date((Math.floor(now.getTime() / DAY) + HOLD_DAYS + 1) * DAY)
