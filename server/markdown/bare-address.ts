import 'server-only'
import type { PhrasingContent } from 'mdast'

/** Signs that end an address in running text: quotation marks, and the punctuation of scripts that set no space after it. */
const END =
  '\\s<«»\\u2018-\\u201f\\u2026\\u060c\\u061b\\u061f\\u06d4\\u0964\\u0965\\u3000-\\u303f\\ufe30-\\ufe4f\\uff00-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65'
const ADDRESS = new RegExp(`(?:https?://|www\\.)[^${END}]+|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+`, 'gi')
/** What a sentence sets behind an address. */
const TRAILING = /[?!.,:;*_~'")\]]+$/

/** Text that begins with an address typed bare, cut into addresses and what stands between them. */
export function splitAddress(text: string): PhrasingContent[] {
  const parts: PhrasingContent[] = []
  let done = 0
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    // The parser has looked at the end of the whole; only an end of our own is looked at anew.
    const address = index + found.length === text.length ? found : found.replace(TRAILING, '')
    if (index > done) parts.push({ type: 'text', value: text.slice(done, index) })
    const url = /^https?:/i.test(address) ? address : /^www\./i.test(address) ? `http://${address}` : `mailto:${address}`
    parts.push({ type: 'link', url, children: [{ type: 'text', value: address }] })
    done = index + address.length
  }
  if (done < text.length) parts.push({ type: 'text', value: text.slice(done) })
  return parts
}
