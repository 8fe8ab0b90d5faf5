import { z } from 'zod'
import { fault } from '#domain/problem.ts'

/** Whether a text holds nothing to see: white space, joiners and other characters without a shape. */
const isBlank = (text: string) => !/[^\s\p{Cf}\p{Cc}]/u.test(text)

/** Leaves out what no database stores: NUL goes, half of a surrogate pair becomes U+FFFD. Nobody types either. */
export const storable = (text: string) => text.replaceAll('\0', '').toWellFormed()

/**
 * What members write, as Markdown: trimmed; empty when there is nothing to see in it.
 * @param max UTF-16 units
 */
export const body = (max: number) =>
  z
    .string()
    .transform(storable)
    .pipe(z.string().trim().max(max, fault('shorten')))
    .transform((text) => (isBlank(text) ? '' : text))

/** The same where an empty text says nothing. */
export const requiredBody = (max: number) => body(max).refine((text) => text !== '', fault('writeSomething'))
