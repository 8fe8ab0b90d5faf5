import type { Page } from '@playwright/test'

/** @returns the short words on buttons and links that begin on one line and end on another, with what they stand on */
export function findBrokenWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const broken: string[] = []
    for (const pressed of document.querySelectorAll('button, a')) {
      const texts = document.createTreeWalker(pressed, NodeFilter.SHOW_TEXT)
      while (texts.nextNode()) {
        for (const { 0: word, index } of (texts.currentNode.textContent ?? '').matchAll(/\p{L}{2,14}(?!\p{L})/gu)) {
          const range = document.createRange()
          range.setStart(texts.currentNode, index)
          range.setEnd(texts.currentNode, index + word.length)
          const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
          if (lines.size > 1) broken.push(`“${word}” in “${pressed.textContent}”`)
        }
      }
    }
    return broken
  })
}
