import type { Page } from '@playwright/test'

/**
 * What Chromium tells a screen reader of the chapter's text, in the order of reading: its words, and in brackets the names
 * of what stands between them.
 */
export async function hearArticle(page: Page): Promise<string> {
  const client = await page.context().newCDPSession(page)
  const { nodes } = await client.send('Accessibility.getFullAXTree')
  const { root } = await client.send('DOM.getDocument', { depth: 0 })
  const { nodeId } = await client.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#chapter-text' })
  const { node } = await client.send('DOM.describeNode', { nodeId })
  await client.detach()
  const known = new Map(nodes.map((each) => [each.nodeId, each]))
  const read = (id: string): string => {
    const { ignored, role, name, childIds = [] } = known.get(id) ?? {}
    if (!ignored && role?.value === 'image') return `[${name?.value}]`
    if (!ignored && role?.value === 'StaticText') return String(name?.value)
    return childIds.map(read).join('')
  }
  const article = nodes.find(({ backendDOMNodeId }) => backendDOMNodeId === node.backendNodeId)
  if (!article) throw new Error('the article is not in the accessibility tree')
  return read(article.nodeId)
}
