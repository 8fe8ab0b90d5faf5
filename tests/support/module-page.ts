import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import type { Page } from '@playwright/test'

const ORIGIN = 'http://modules.test'

/**
 * Opens a bare page that can import the project's own browser modules (`import('#client/…')`), their types stripped,
 * so that code which needs a real browser is tested without a build or a server.
 */
export async function openModulePage(page: Page, body: string): Promise<void> {
  await page.route(`${ORIGIN}/**`, (route) => {
    const path = new URL(route.request().url()).pathname
    if (path === '/') return route.fulfill({ contentType: 'text/html', body: document(body) })
    const source = readFileSync(new URL(`../..${path}`, import.meta.url), 'utf8')
    if (path.endsWith('.css')) return route.fulfill({ contentType: 'text/css', body: source })
    return route.fulfill({ contentType: 'text/javascript', body: stripTypeScriptTypes(source) })
  })
  await page.goto(`${ORIGIN}/`)
}

function document(body: string): string {
  const imports = JSON.stringify({ imports: { '#client/': '/client/', '#domain/': '/domain/' } })
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Modules</title>
<script type="importmap">${imports}</script>
<style>body{font:18px/1.5 serif;margin:40px;max-width:600px}article{padding:0}</style>${body}</html>`
}
