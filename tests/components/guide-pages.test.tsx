import { JSDOM } from 'jsdom'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, test, vi } from 'vitest'

/** What each address of the guide shows without JavaScript. */
const pages = new Map<string, Document>()
const GUIDE = '/guides/trotsky'
const BESIDE = ['timeline', 'people', 'glossary', 'further-reading', 'before-you-start']

type Page<Params> = { default: (props: { params: Promise<Params> }) => Promise<ReactNode>; generateStaticParams: () => Promise<Params[]> }

async function render<Params extends { guide: string; chapter?: string }>({ default: page, generateStaticParams }: Page<Params>, end = '') {
  for (const params of await generateStaticParams()) {
    const html = renderToStaticMarkup(await page({ params: Promise.resolve(params) }))
    pages.set(`/guides/${params.guide}/${params.chapter ?? end}`, new JSDOM(html).window.document)
  }
}

beforeAll(async () => {
  vi.stubEnv('CONTENT_DIR', 'content')
  await render(await import('#app/guides/[guide]/[chapter]/page.tsx'))
  await render(await import('#app/guides/[guide]/timeline/page.tsx'), 'timeline')
  await render(await import('#app/guides/[guide]/people/page.tsx'), 'people')
  await render(await import('#app/guides/[guide]/glossary/page.tsx'), 'glossary')
  await render(await import('#app/guides/[guide]/further-reading/page.tsx'), 'further-reading')
  await render(await import('#app/guides/[guide]/before-you-start/page.tsx'), 'before-you-start')
}, 60_000)

function page(end: string): Document {
  const found = pages.get(`${GUIDE}/${end}`)
  if (!found) throw new Error(`no page ${end}`)
  return found
}

describe('without JavaScript', () => {
  test('every page is there, with one title and a link to each of the others', () => {
    expect(pages.size).toBe(18 + BESIDE.length)
    for (const end of BESIDE) {
      expect(page(end).querySelectorAll('h1'), end).toHaveLength(1)
      for (const other of BESIDE) expect(page(end).querySelector(`nav a[href="${GUIDE}/${other}"]`), `${end} → ${other}`).not.toBeNull()
      expect(page(end).querySelector(`a[href="${GUIDE}"]`), end).not.toBeNull()
    }
  })

  test('every link inside the guide leads to something', () => {
    const lost = [...pages].flatMap(([address, document]) =>
      [...document.querySelectorAll('a[href]')].flatMap((link) => {
        const target = new URL(link.getAttribute('href') ?? '', `http://site${address}`)
        if (target.host !== 'site' || target.pathname === GUIDE) return []
        const there = pages.get(target.pathname)
        const found = there && (target.hash === '' || there.getElementById(decodeURIComponent(target.hash.slice(1))))
        return found ? [] : [`${address} → ${target.pathname}${target.hash}`]
      }),
    )
    expect(lost).toEqual([])
  })

  test('no id is on a page twice', () => {
    for (const [address, document] of pages) {
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
      expect(
        ids.filter((id, index) => ids.indexOf(id) < index),
        address,
      ).toEqual([])
    }
  })

  test('an entry leads to the paragraph that links to it first, and the chapter leads back', () => {
    const entry = page('glossary').getElementById('term-soviet')
    const [first] = entry?.querySelectorAll('a') ?? []
    expect(first?.getAttribute('href')).toBe(`${GUIDE}/trotsky-for-the-21st-century#p1`)
    expect(first?.textContent).toBe('1 ¶\u00a01')
    for (const link of entry?.querySelectorAll('a') ?? []) {
      const [address = '', paragraph = ''] = (link.getAttribute('href') ?? '').split('#')
      const chapter = pages.get(address)
      expect(chapter?.querySelector(`#${paragraph} a[href="#term-soviet"]`), address).not.toBeNull()
      expect(chapter?.querySelector(`#term-soviet a[href="${GUIDE}/glossary#term-soviet"]`), address).not.toBeNull()
    }
  })

  test('the timeline shows every event of every chapter, in order, with its chapters', () => {
    const events = [...page('timeline').querySelectorAll('.event')]
    const told = new Set([...pages].flatMap(([, document]) => [...document.querySelectorAll('.chapter [id^="date-"]')].map(({ id }) => id)))
    expect(new Set(events.map(({ id }) => id))).toEqual(told)
    const bloodySunday = page('timeline').getElementById('date-bloody-sunday')
    expect(bloodySunday?.textContent).toContain('22 January 1905')
    expect(bloodySunday?.querySelector(`a[href="${GUIDE}/1905-the-first-workers-councils#p4"]`)).not.toBeNull()
    expect(events.map(({ id }) => id).indexOf('date-bloody-sunday')).toBeLessThan(
      events.map(({ id }) => id).indexOf('date-october-revolution'),
    )
  })

  test('every event is a mark in both drawings, which stay inside their frames and out of the way of screen readers', () => {
    const count = page('timeline').querySelectorAll('.event').length
    const drawings = [...page('timeline').querySelectorAll('svg.drawing')]
    expect(drawings).toHaveLength(2)
    for (const drawing of drawings) {
      const [left = 0, top = 0, width = 0, height = 0] = drawing.getAttribute('viewBox')?.split(' ').map(Number) ?? []
      const marks = [...drawing.querySelectorAll('a.dot > rect')]
      expect(marks).toHaveLength(count)
      for (const mark of marks) {
        const [x = 0, y = 0, w = 0, h = 0] = ['x', 'y', 'width', 'height'].map((name) => Number(mark.getAttribute(name)))
        expect(x >= left && x + w <= left + width + 0.1 && y >= top && y + h <= top + height + 0.1).toBe(true)
      }
      expect(drawing.getAttribute('aria-hidden')).toBe('true')
      expect(drawing.querySelectorAll('a:not([tabindex="-1"])')).toHaveLength(0)
    }
  })

  test('people have their years', () => {
    expect(page('people').querySelector('#person-lenin dt')?.textContent).toMatch(/Lenin 1870–1924$/)
  })
})
