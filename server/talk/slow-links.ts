import 'server-only'
import { isOnlyLinks } from '#domain/only-links.ts'
import { takePoint } from '#server/rate-limit.ts'

/**
 * Slows down whoever sends links without a word to them; words are slowed with all else that somebody sends.
 * @throws Problem `too-many`
 */
export async function slowLinks(body: string, userId: string): Promise<void> {
  if (isOnlyLinks(body)) await takePoint('links', userId)
}
