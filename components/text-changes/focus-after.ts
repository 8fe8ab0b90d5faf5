/**
 * Keeps the keyboard's place when an item of a list goes: its neighbour gets the focus, or the heading of the part.
 * @param done resolves once the item has gone; false when it stays
 */
export async function focusAfter(item: HTMLElement | null, done: Promise<unknown>): Promise<void> {
  const heading = item?.closest('section')?.parentElement?.closest('section')?.querySelector('h2')
  const next = item?.nextElementSibling ?? item?.previousElementSibling ?? heading
  if ((await done) === false) return
  requestAnimationFrame(() => {
    const target = next?.isConnected ? next : heading
    if (target instanceof HTMLElement) target.focus({ preventScroll: false })
  })
}
