import { z } from 'zod'

/**
 * A stretch of a chapter's plain text: UTF-16 offsets, `end` exclusive.
 */
export type Passage = { start: number; end: number }

/** The longest quote that is stored, in UTF-16 units. */
export const EXACT_MAX = 10_000

/** How much of the neighbouring text is stored on either side, in UTF-16 units. */
export const CONTEXT_MAX = 32

const offset = z.int().min(0)

/**
 * The stored description of a passage: a W3C TextQuoteSelector (`exact`, `prefix`, `suffix`) and a
 * TextPositionSelector (`start`, `end`) in one object. Offsets count UTF-16 units, not code points;
 * whoever writes or reads W3C files converts at the border.
 */
export const Selectors = z
  .object({
    exact: z.string().min(1).max(EXACT_MAX),
    prefix: z.string().max(CONTEXT_MAX),
    suffix: z.string().max(CONTEXT_MAX),
    start: offset,
    end: offset,
  })
  .refine(({ exact, start, end }) => end - start === exact.length, {
    path: ['end'],
    message: 'The position must be as long as the quote.',
  })

export type Selectors = z.infer<typeof Selectors>
