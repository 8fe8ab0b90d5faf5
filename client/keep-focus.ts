/** What the focus can be given to. */
const FOCUSABLE = [
  ...['a[href]', 'button:not(:disabled)', 'summary', 'input:not(:disabled)', 'select:not(:disabled)', 'textarea:not(:disabled)'],
  '[tabindex]',
]
  .map((each) => `${each}:not([aria-hidden="true"])`)
  .join()

/**
 * Keeps the keyboard's place when what has the focus is taken out of the page, as a form that was sent or a note that was deleted:
 * browsers let the focus fall to the page as a whole. It goes to what came instead, else to the neighbour, else to the part of the page
 * around it; on a new page to its beginning. Whoever gives the focus elsewhere in time has the last word.
 * @returns a function that ends it
 */
export function keepFocus(page: Document): () => void {
  let held: Element | null = null
  let path = ''
  const isNowhere = () => page.activeElement === null || page.activeElement === page.body
  const observer = new MutationObserver((changes) => {
    if (!held || held.isConnected || !isNowhere()) return
    const lost = held
    const change = changes.find(({ target, removedNodes }) => target.isConnected && [...removedNodes].some((node) => node.contains(lost)))
    if (!change) return
    held = null
    if (location.pathname !== path) return give(page.querySelector('main'), false)
    const { target } = change
    const added = changes.filter((each) => each.target === target).flatMap((each) => [...each.addedNodes])
    const after = (function* () {
      for (let node = change.nextSibling; node?.parentNode === target; node = node.nextSibling) yield node
    })()
    const before = (function* () {
      for (let node = change.previousSibling; node?.parentNode === target; node = node.previousSibling) yield node
    })()
    for (const node of [...added, ...after, ...before]) {
      const next = firstIn(node)
      if (next) return give(next, true)
    }
    const around = target instanceof Element ? target.closest<HTMLElement>('[tabindex], section, main') : null
    if (around && !around.hasAttribute('tabindex')) around.tabIndex = -1
    give(around, false)
  })
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return
    held = target
    path = location.pathname
    observer.disconnect()
    // Only who stands around it can take it away: nothing deeper, and nothing elsewhere, is looked at.
    for (let around = target.parentElement; around; around = around.parentElement) observer.observe(around, { childList: true })
  }
  // A press beside everything gives the focus up on purpose; when it was taken away, it is no longer connected a moment later.
  const onBlur = () =>
    queueMicrotask(() => {
      if (held?.isConnected && isNowhere()) held = null
    })
  page.addEventListener('focusin', onFocus)
  page.addEventListener('focusout', onBlur)
  return () => {
    observer.disconnect()
    page.removeEventListener('focusin', onFocus)
    page.removeEventListener('focusout', onBlur)
  }
}

function firstIn(node: Node): HTMLElement | null {
  if (!(node instanceof HTMLElement) || !node.isConnected) return null
  const found = node.matches(FOCUSABLE) ? [node] : [...node.querySelectorAll<HTMLElement>(FOCUSABLE)]
  return found.find((each) => each.checkVisibility?.() !== false) ?? null
}

function give(to: HTMLElement | null, shows: boolean): void {
  to?.focus({ preventScroll: true })
  if (!to || !shows) return
  // Once everything has found its place.
  requestAnimationFrame(() => {
    if (to.matches(':focus-visible')) to.scrollIntoView({ block: 'nearest' })
  })
}
