import { z } from 'zod'

/** The largest number that a column of whole numbers holds. */
const MOST = 2 ** 31 - 1

/** Which state of something a change started from: the first is 1, each change makes it one more. */
export const Version = z.int().positive().max(MOST)

/** A place in a text, or in a list: the first is 0. */
export const Offset = z.int().min(0).max(MOST)
