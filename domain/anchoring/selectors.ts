import { z } from 'zod'
import { CONTEXT_MAX, EXACT_MAX } from '#domain/anchoring/passage.ts'
import { fault } from '#domain/problem.ts'
import { Offset } from '#domain/whole-number.ts'

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
    start: Offset,
    end: Offset,
  })
  .refine(({ exact, start, end }) => end - start === exact.length, {
    path: ['end'],
    message: fault('positionFits'),
  })

export type Selectors = z.infer<typeof Selectors>
