import 'server-only'
import type { Link, Root } from 'mdast'
import type { GUIDE_LISTS } from '#domain/guide.ts'
import { PARAGRAPH_LABEL } from '#domain/paragraph-label.ts'
import { eachNode } from '#server/content/each-node.ts'
import type { Report } from '#server/content/problem.ts'

export type ListName = keyof typeof GUIDE_LISTS

/** An entry of one of the guide's lists that a body links to, and where. */
export type LinkedEntry = { list: ListName; id: string; line: number }

/** What a link in the text may begin with, and the list it looks in. */
const SCHEMES: Record<string, ListName> = { term: 'terms', person: 'people', place: 'places', date: 'dates' }

/** The id that a list's entry has on the page: `term-soviet`. */
export function entryId(list: ListName, id: string): string {
  const scheme = Object.keys(SCHEMES).find((name) => SCHEMES[name] === list)
  return `${scheme}-${id}`
}

const ELSEWHERE = new RegExp(`^(?:https?://|mailto:|#p${PARAGRAPH_LABEL}$)`)

/**
 * Turns `term:soviet` and its like into `#term-soviet`, in place.
 * @returns the entries linked to; a link that leads nowhere is reported
 */
export function resolveLinks(mdast: Root, lineOf: (node: Link) => number, report: Report): LinkedEntry[] {
  const linked: LinkedEntry[] = []
  eachNode(mdast, (node) => {
    if (node.type !== 'link') return
    const [scheme = '', ...rest] = node.url.split(':')
    const list = SCHEMES[scheme]
    if (list) {
      const id = rest.join(':')
      linked.push({ list, id, line: lineOf(node) })
      node.url = `#${entryId(list, id)}`
    } else if (!ELSEWHERE.test(node.url)) {
      report(lineOf(node), `the link to "${node.url}" leads nowhere: write term:, person:, place:, date:, #p3 or a whole https address`)
    }
  })
  return linked
}
