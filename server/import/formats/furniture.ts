import 'server-only'
import type { Element } from 'hast'
import { attribute, fewWordsOf } from '#server/import/formats/element.ts'

/** Classes and ids of what a site puts around its texts, by the word alone: menus, ways to edit and to share, adverts, notices. */
const NAMES = new Set(
  (
    'noprint ws-noexport mw-editsection mw-jump-link mw-cite-backlink navbox catlinks printfooter sitesub contentsub jump-to-nav toc-link ' +
    'breadcrumb breadcrumbs share sharing social social-links share-buttons advert advertisement ads ad-slot sponsored cookie-banner ' +
    'cookie-notice newsletter newsletter-signup related related-posts comments-area comment-form print-only only-print printonly ' +
    'last-updated last-modified page-nav pagination pager post-navigation skip-link skip-to-content edit-link edit-page site-header ' +
    'site-footer sidebar menu-toggle'
  ).split(' '),
)
const ROLES = new Set(['navigation', 'banner', 'contentinfo', 'search', 'complementary'])

/** What the whole of a small piece says that is no text: "[edit]", "Jump to navigation", "Last updated: 3 May 2020". */
const SAYS =
  /^(?:\[\s*edit(?: source)?\s*\]|\(?(?:jump|skip) to (?:content|main content|navigation|search).*|last (?:updated|modified|edited):?\s.{0,40}|advertisement|share this(?: page| article)?|print this page|back to top|↑ ?top|(?:next|previous|parent) topic:\s.{0,60})$/i

/** What a link says that leads about in a book: a line of nothing but these is no text. */
const LEADS =
  /^[[(↑^]?\s*(?:(?:back|return|go) to (?:the )?)?(?:toc|top|(?:table of )?contents|home|index|prev(?:ious)?|next|up)(?: (?:chapter|page|section))?\s*[\])]?$/i

/** Letters of the longest piece that is judged by what it says. */
const LONGEST = 80

/** True for an element that belongs to the page around a text and not to the text. */
export function isFurniture(element: Element): boolean {
  const named = [...attribute(element, 'className').toLowerCase().split(/\s+/), attribute(element, 'id').toLowerCase()]
  if (named.some((name) => NAMES.has(name)) || ROLES.has(attribute(element, 'role'))) return true
  if (!/^(?:p|div|span|a|small|li|td|center)$/.test(element.tagName)) return false
  const words = fewWordsOf(element, LONGEST)
  return words !== null && words !== '' && (SAYS.test(words) || isWayAbout(element))
}

/** True for a line of links that lead about in a book, and nothing else. */
function isWayAbout({ tagName, children }: Element): boolean {
  if (/^(?:a|span|small)$/.test(tagName)) return false
  const own = children.filter(
    (child) => child.type === 'element' || (child.type === 'text' && child.value.trim().replace(/^[|·•–—-]+$/, '') !== ''),
  )
  return (
    own.length > 0 &&
    own.every((child) => child.type === 'element' && child.tagName === 'a' && LEADS.test(fewWordsOf(child, LONGEST) ?? ''))
  )
}
