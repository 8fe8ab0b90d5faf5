import type { Page } from '@playwright/test'

/** Where words stand in the chapter, in pixels of the viewport, after scrolling them into view. */
async function boxesOf(page: Page, words: string) {
  return page.evaluate((wanted) => {
    const article = document.getElementById('chapter-text')
    if (!article) throw new Error('no chapter on this page')
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT)
    const nodes: Text[] = []
    while (walker.nextNode()) nodes.push(walker.currentNode as Text)
    const at = nodes
      .map((node) => node.data)
      .join('')
      .indexOf(wanted)
    if (at < 0) throw new Error(`the chapter does not say: ${wanted}`)
    const point = (offset: number): [Text, number] => {
      let left = offset
      for (const node of nodes) {
        if (left <= node.data.length) return [node, left]
        left -= node.data.length
      }
      throw new Error('past the end')
    }
    const range = document.createRange()
    range.setStart(...point(at))
    range.setEnd(...point(at + wanted.length))
    range.startContainer.parentElement?.scrollIntoView({ block: 'center' })
    const rects = [...range.getClientRects()].filter((rect) => rect.width > 0)
    const [head, tail] = [rects[0], rects.at(-1)]
    if (!head || !tail) throw new Error('the words are not on the screen')
    return { from: { x: head.left + 1, y: head.top + head.height / 2 }, to: { x: tail.right - 1, y: tail.top + tail.height / 2 } }
  }, words)
}

/** Selects words of the chapter with the real mouse, as a person does. */
export async function dragOver(page: Page, words: string): Promise<void> {
  const { from, to } = await boxesOf(page, words)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
}
