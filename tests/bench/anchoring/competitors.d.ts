/*
 * What the bench uses of packages that come without types or with more than it needs.
 */

declare module 'dom-anchor-text-quote' {
  export function toTextPosition(
    root: { textContent: string },
    selector: { exact: string; prefix?: string; suffix?: string },
    options?: { hint?: number },
  ): { start: number; end: number } | null
}

declare module '@apache-annotator/dom' {
  export function createTextQuoteSelectorMatcher(selector: {
    type: 'TextQuoteSelector'
    exact: string
    prefix?: string
    suffix?: string
  }): (scope: Node) => AsyncGenerator<Range>
}

declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string)
    readonly window: { document: Document; Node: typeof Node; NodeFilter: typeof NodeFilter; Range: typeof Range }
  }
}
