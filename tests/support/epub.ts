import { strToU8, zipSync } from 'fflate'

type EpubChapter = { title: string; paragraphs: string[] }

const page = (title: string, body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>${title}</title></head><body>${body}</body></html>`

/** An EPUB 3 with a navigation document and one file a chapter. Titles and paragraphs are XHTML. */
export function makeEpub({ title, chapters }: { title: string; chapters: EpubChapter[] }): Uint8Array<ArrayBuffer> {
  const files = chapters.map((chapter, at) => ({ ...chapter, id: `c${at + 1}` }))
  const links = files.map(({ id, title: words }) => `<li><a href="${id}.xhtml">${words}</a></li>`).join('')
  const manifest = files.map(({ id }) => `<item id="${id}" href="${id}.xhtml" media-type="application/xhtml+xml"/>`).join('')
  const spine = files.map(({ id }) => `<itemref idref="${id}"/>`).join('')
  const pack = `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:tests:${title}</dc:identifier><dc:title>${title}</dc:title><dc:language>en</dc:language></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>${manifest}</manifest><spine>${spine}</spine></package>`
  const container = `<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`
  const written = files.map(({ id, title: words, paragraphs }) => [
    `OEBPS/${id}.xhtml`,
    page(words, `<h1>${words}</h1>${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}`),
  ])
  const all: Record<string, string> = {
    'META-INF/container.xml': container,
    'OEBPS/book.opf': pack,
    'OEBPS/nav.xhtml': page('Contents', `<nav epub:type="toc"><ol>${links}</ol></nav>`),
    ...Object.fromEntries(written),
  }
  const rest = Object.fromEntries(Object.entries(all).map(([name, text]) => [name, strToU8(text)]))
  // The format wants this file first and as it is.
  return new Uint8Array(zipSync({ mimetype: [strToU8('application/epub+zip'), { level: 0 }], ...rest }))
}
