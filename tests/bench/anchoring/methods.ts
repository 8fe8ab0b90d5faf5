import search from 'approx-string-match'
import { anchor } from '#domain/anchoring/anchor.ts'
import type { Passage } from '#domain/anchoring/passage.ts'
import { reanchor } from '#domain/anchoring/reanchor.ts'
import type { Selectors } from '#domain/anchoring/selectors.ts'

/**
 * What a method found for each passage that it had time for: a stretch of the text after, or null for lost; and the
 * processor time it took, which waiting for other programs does not lengthen.
 */
export type Findings = { found: (Passage | null)[]; milliseconds: number }

/** A way to find passages of one text in another. `run` may stop after `budget` milliseconds, having done the first passages. */
export type Method = {
  name: string
  run: (before: string, after: string, quotes: Selectors[], budget: number) => Promise<Findings>
}

/**
 * Every method that can run here, and a sentence for each that cannot.
 * @param withPeers other libraries too
 */
export async function loadMethods(withPeers: boolean): Promise<{ methods: Method[]; absent: string[] }> {
  const methods = [reanchorMethod, oneByOne('anchor', () => anchor), oneByOne('edit distance up to half', () => withinHalf)]
  const absent: string[] = []
  for (const load of withPeers ? [domAnchorTextQuote, apacheAnnotator] : []) {
    try {
      methods.push(await load())
    } catch (error) {
      absent.push(`${load.name} cannot run here: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return { methods, absent }
}

const reanchorMethod: Method = {
  name: 'reanchor',
  async run(before, after, quotes) {
    const started = process.cpuUsage()
    const results = reanchor(before, after, quotes)
    return { found: results.map((result) => (result.kind === 'lost' ? null : result)), milliseconds: millisecondsSince(started) }
  },
}

function millisecondsSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1000
}

type Find = (text: string, quote: Selectors) => Passage | null | Promise<Passage | null>

/** A method that knows nothing of the text before and looks for one quote after another. */
function oneByOne(name: string, prepare: (after: string) => Find): Method {
  return {
    name,
    async run(_before, after, quotes, budget) {
      const find = prepare(after)
      const found: (Passage | null)[] = []
      const started = process.cpuUsage()
      for (const quote of quotes) {
        if (millisecondsSince(started) > budget) break
        found.push(await find(after, quote))
      }
      return { found, milliseconds: millisecondsSince(started) }
    },
  }
}

/**
 * The plain rule of many annotators: every exact match, else every match within half the quote's length in edits
 * (256 at most); the best by quote, neighbours and position wins, however bad it is. Written from its published weights.
 */
function withinHalf(text: string, { exact, prefix, suffix, start }: Selectors): Passage | null {
  let best: Passage | null = null
  let bestScore = Number.NEGATIVE_INFINITY
  for (const match of matchesOf(text, exact)) {
    const before = text.slice(Math.max(0, match.start - prefix.length), match.start)
    const after = text.slice(match.end, match.end + suffix.length)
    const score =
      50 * (1 - match.errors / exact.length) +
      20 * (prefix ? likeness(before, prefix) : 1) +
      20 * (suffix ? likeness(after, suffix) : 1) +
      2 * (1 - Math.abs(match.start - start) / text.length)
    if (score > bestScore) {
      bestScore = score
      best = { start: match.start, end: match.end }
    }
  }
  return best
}

function matchesOf(text: string, exact: string): { start: number; end: number; errors: number }[] {
  const matches: { start: number; end: number; errors: number }[] = []
  for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1))
    matches.push({ start: at, end: at + exact.length, errors: 0 })
  return matches.length > 0 ? matches : search(text, exact, Math.min(256, exact.length / 2))
}

function likeness(stretch: string, context: string): number {
  const [match] = search(stretch, context, context.length)
  return match ? 1 - match.errors / context.length : 0
}

async function domAnchorTextQuote(): Promise<Method> {
  const { toTextPosition } = await import('dom-anchor-text-quote')
  return oneByOne('dom-anchor-text-quote', (after) => {
    // It asks its root for nothing but the text, and asks often: a plain object spares it the walk through a document.
    const root = { textContent: after }
    return (_text, { exact, prefix, suffix, start }) => toTextPosition(root, { exact, prefix, suffix }, { hint: start })
  })
}

async function apacheAnnotator(): Promise<Method> {
  const { JSDOM } = await import('jsdom')
  // The library reads these from its surroundings, which a browser would give it. A new document for each text,
  // since a document keeps every range ever made in it, and so slows all that runs after.
  const open = () => {
    const { window } = new JSDOM('<!doctype html><title></title>')
    Object.assign(globalThis, { Node: window.Node, NodeFilter: window.NodeFilter, Range: window.Range })
    return window.document
  }
  open()
  const { createTextQuoteSelectorMatcher } = await import('@apache-annotator/dom')
  return oneByOne('@apache-annotator/dom', (after) => {
    const { article, offsets } = renderArticle(open(), after)
    return async (_text, { exact, prefix, suffix }) => {
      for await (const range of createTextQuoteSelectorMatcher({ type: 'TextQuoteSelector', exact, prefix, suffix })(article)) {
        const start = (offsets.get(range.startContainer) ?? 0) + range.startOffset
        return { start, end: start + exact.length }
      }
      return null
    }
  })
}

/** The text as one element a paragraph, with the white space between them, and where in the text each text node begins. */
function renderArticle(document: Document, text: string): { article: Element; offsets: Map<Node, number> } {
  const article = document.createElement('article')
  const offsets = new Map<Node, number>()
  let at = 0
  for (const part of text.split(/(\n\n)/)) {
    const node = document.createTextNode(part)
    offsets.set(node, at)
    at += part.length
    if (part === '\n\n') {
      article.append(node)
    } else {
      const paragraph = document.createElement('p')
      paragraph.append(node)
      article.append(paragraph)
    }
  }
  document.body.replaceChildren(article)
  return { article, offsets }
}
