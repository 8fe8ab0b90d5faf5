import 'server-only'
import { strToU8, zipSync } from 'fflate'
import { directionOf } from '#domain/language.ts'
import { contents } from '#messages/record.ts'
import { xhtmlOf, xmlText } from '#server/paper/xhtml.ts'

/** A book: its parts in their order, each with safe HTML. `id` is a URI that stays the same, `modified` when it was made. */
export type Book = {
  id: string
  title: string
  language: string
  modified: Date
  parts: { title: string; subtitle: string; html: string }[]
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** A book as EPUB 3: a package, a navigation document, and a file a part. */
export function epubOf({ id, title, language, modified, parts }: Book): Uint8Array {
  const lang = `xml:lang="${xmlText(language)}" lang="${xmlText(language)}" dir="${directionOf(language)}"`
  const page = (words: string, body: string) =>
    `${HEAD}<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" ${lang}><head><title>${xmlText(words)}</title></head><body>${body}</body></html>`
  const files = parts.map((part, at) => ({ ...part, name: `part-${at + 1}` }))
  const links = files.map(
    ({ name, title: words, subtitle }) => `<li><a href="${name}.xhtml">${xmlText([words, subtitle].filter(Boolean).join(', '))}</a></li>`,
  )
  const manifest = files.map(({ name }) => `<item id="${name}" href="${name}.xhtml" media-type="application/xhtml+xml"/>`)
  const book = `${HEAD}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${xmlText(language)}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">${xmlText(id)}</dc:identifier><dc:title>${xmlText(title)}</dc:title><dc:language>${xmlText(language)}</dc:language><meta property="dcterms:modified">${modified.toISOString().slice(0, 19)}Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>${manifest.join('')}</manifest>
<spine><itemref idref="nav"/>${files.map(({ name }) => `<itemref idref="${name}"/>`).join('')}</spine></package>`
  const nav = `<h1>${xmlText(title)}</h1><nav epub:type="toc"><h2>${xmlText(contents())}</h2><ol>${links.join('')}</ol></nav>`
  const container = `${HEAD}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`
  const written = files.map(({ name, title: words, subtitle, html }) => {
    const head = `<h2 dir="auto">${xmlText(words)}</h2>${subtitle ? `<p>${xmlText(subtitle)}</p>` : ''}`
    return [`book/${name}.xhtml`, strToU8(page(words, `${head}${xhtmlOf(html)}`))] as const
  })
  return zipSync({
    // The format wants this file first, and as it is.
    mimetype: [strToU8('application/epub+zip'), { level: 0 }],
    'META-INF/container.xml': strToU8(container),
    'book/package.opf': strToU8(book),
    'book/nav.xhtml': strToU8(page(title, nav)),
    ...Object.fromEntries(written),
  })
}
