import 'server-only'
import { creatorName } from '#domain/viewer.ts'
import { namelessWriter } from '#messages/inbox.ts'

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Plain text as it stands in HTML, between tags and in attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign)

/** Who wrote something, at the head of a sentence. An answer without a name may be anybody's; the rest is of people whose account is gone. */
export function writerOf({ noun, creator }: { noun: string; creator: string | null }): string {
  return creator === null && noun === 'answer' ? namelessWriter() : creatorName(creator === null ? null : { name: creator }, true)
}
