import { z } from 'zod'
import { shownName } from '#domain/name.ts'
import { fault } from '#domain/problem.ts'

/** Ids of sections and blocks, as `openDraft` gives them. */
const Id = z.string().regex(/^[a-z0-9-]{1,200}$/)

export const Title = shownName({ min: 2, max: 300, empty: fault('draftTitleNeeded') })

/** What an owner may put right in a text that was read from a file. */
export const Correction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rename'), section: Id, title: Title }),
  /** Joins a section to the one before it; its title stays, as a heading. */
  z.object({ kind: z.literal('merge'), section: Id, alike: z.boolean().optional() }),
  /** A section begins at this block. A heading becomes its title; any other block needs one. */
  z.object({ kind: z.literal('split'), block: Id, title: Title.nullable().default(null) }),
  /**
   * What a line is: the title of a chapter or of a part that begins there, a heading inside the chapter, or ordinary text. With `alike`,
   * so is every line that looks like it.
   */
  z.object({
    kind: z.literal('mark'),
    block: Id,
    as: z.enum(['chapter', 'division', 'heading', 'text']),
    alike: z.boolean().optional(),
  }),
  /** Makes several chapters of one that is too long to be published. */
  z.object({ kind: z.literal('divide'), section: Id }),
  z.object({ kind: z.literal('part'), section: Id, part: z.enum(['front', 'chapter', 'back']) }),
  z.object({ kind: z.literal('drop'), section: Id }),
  z.object({ kind: z.literal('edit'), block: Id, text: z.string().trim().min(1, fault('writeOrLeave')).max(50_000) }),
])
export type Correction = z.infer<typeof Correction>

/** A correction as it is kept, with an id of its own so that it can be undone. */
export const KeptCorrection = z.object({ id: z.uuid(), correction: Correction })
export type KeptCorrection = z.infer<typeof KeptCorrection>
