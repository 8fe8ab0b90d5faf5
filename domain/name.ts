import { z } from 'zod'
import { fault } from '#domain/problem.ts'

/** Characters without a shape of their own, which make two names look alike or turn text around; joiners and emoji need some. */
const HIDDEN = /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

/** Marks that only say which way a letter beside them runs; what embeds, overrides or isolates could turn other people's words around. */
const DIRECTION_MARKS = /[\u200e\u200f\u061c]/g
/** The flags of England, Scotland and Wales: a black flag with the region's letters as hidden tags. */
const REGION_FLAGS = /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{2,6}\u{e007f}/gu

const hidesSomething = (name: string) => HIDDEN.test(name.replace(DIRECTION_MARKS, '').replace(REGION_FLAGS, ''))

/**
 * A name that others see, in any script: one line, at least one letter or digit, nothing hidden but marks of direction, no towers of accents.
 * @param max in UTF-16 units
 * @param empty the sentence for a name that says nothing
 */
export function shownName({ min = 1, max, empty }: { min?: number; max: number; empty: string }) {
  return z
    .string()
    .overwrite((name) => name.normalize('NFC').replace(/\s+/gu, ' ').trim())
    .min(min, empty)
    .max(max, fault('atMost'))
    .refine((name) => !hidesSomething(name), fault('invisibleCharacter'))
    .refine((name) => /[\p{L}\p{N}]/u.test(name), empty)
    .refine((name) => !/\p{M}{5}/u.test(name), fault('fewerAccents'))
}
