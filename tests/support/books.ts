import { strToU8, type Zippable, zipSync } from 'fflate'

type Files = Record<string, string | Uint8Array | Zippable[string]>

/** A ZIP archive of these files. */
export function zip(files: Files): Buffer {
  const contents = Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content] as const)
  return Buffer.from(zipSync(Object.fromEntries(contents) as Zippable, { level: 6 }))
}

const CONTAINER = `<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>`

/** A page of a book: its file name and what stands in its body. */
export type BookPage = { name: string; body: string; linear?: boolean }

/** A document of a book around a body. */
export function xhtml(body: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en">
<head><title>A page</title></head>
<body>
${body}
</body>
</html>`
}

/**
 * The files of an EPUB.
 * @param contents lines of its contents list: what each says, and the page (with #id) that it leads to
 * @param version 2 with NCX, 3 with a navigation page
 */
export function bookFiles(pages: BookPage[], contents: [title: string, href: string][], version: 2 | 3 = 3): Files {
  const items = pages.map(({ name }) => `<item id="${name}" href="${name}" media-type="application/xhtml+xml"/>`)
  const references = pages.map(({ name, linear = true }) => `<itemref idref="${name}"${linear ? '' : ' linear="no"'}/>`)
  const list = contents.map(([title, href]) => `<li><a href="${href}">${title}</a></li>`).join('')
  const points = contents.map(
    ([title, href], at) =>
      `<navPoint id="n${at}" playOrder="${at + 1}"><navLabel><text>${title}</text></navLabel><content src="${href}"/></navPoint>`,
  )
  const nav =
    version === 3
      ? '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
      : '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
  return {
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': CONTAINER,
    'OEBPS/book.opf': `<?xml version="1.0"?>
<package version="${version}.0" xmlns="http://www.idpf.org/2007/opf" unique-identifier="id">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="id">urn:test:ferry</dc:identifier><dc:title>The Ferry at Low Water</dc:title>
    <dc:creator>Ida Brook</dc:creator><dc:language>en-GB</dc:language>
  </metadata>
  <manifest>${nav}${items.join('')}</manifest>
  <spine${version === 2 ? ' toc="ncx"' : ''}>${references.join('')}</spine>
</package>`,
    ...(version === 3
      ? { 'OEBPS/nav.xhtml': xhtml(`<nav epub:type="toc"><h1>Contents</h1><ol>${list}</ol></nav>`) }
      : {
          'OEBPS/toc.ncx': `<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap>${points.join('')}</navMap></ncx>`,
        }),
    ...Object.fromEntries(pages.map(({ name, body }) => [`OEBPS/${name}`, xhtml(body)])),
  }
}

/** A paragraph of a Word file: its style, and its runs as WordprocessingML or plain words. */
export type WordParagraph = { style?: string; words?: string; xml?: string }

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const STYLE_NAMES = ['Title', 'heading 1', 'heading 2', 'Quote', 'footnote text', 'toc 1']

/** The files of a DOCX. `notes` are its footnotes, counted from 1; put `<w:footnoteReference w:id="1"/>` into a run. */
export function wordFiles(paragraphs: WordParagraph[], notes: string[] = []): Files {
  const styles = STYLE_NAMES.map((name) => `<w:style w:type="paragraph" w:styleId="${styleId(name)}"><w:name w:val="${name}"/></w:style>`)
  const footnotes = notes.map(
    (words, at) =>
      `<w:footnote w:id="${at + 1}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> ${words}</w:t></w:r></w:p></w:footnote>`,
  )
  const type = (part: string, name: string) =>
    `<Override PartName="/word/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${name}+xml"/>`
  const relation = (id: string, name: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${name}" Target="${target}"/>`
  const relations = (...all: string[]) =>
    `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`
  return {
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('document', 'document.main')}${type('styles', 'styles')}${type('numbering', 'numbering')}${type('footnotes', 'footnotes')}</Types>`,
    '_rels/.rels': relations(relation('r1', 'officeDocument', 'word/document.xml')),
    'word/_rels/document.xml.rels': relations(
      relation('r1', 'styles', 'styles.xml'),
      relation('r2', 'footnotes', 'footnotes.xml'),
      relation('r3', 'numbering', 'numbering.xml'),
    ),
    'word/styles.xml': `<?xml version="1.0"?><w:styles ${WORD}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>${styles.join('')}</w:styles>`,
    'word/numbering.xml': `<?xml version="1.0"?><w:numbering ${WORD}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    'word/footnotes.xml': `<?xml version="1.0"?><w:footnotes ${WORD}>${footnotes.join('')}</w:footnotes>`,
    'word/document.xml': `<?xml version="1.0"?><w:document ${WORD}><w:body>${paragraphs.map(wordParagraph).join('')}</w:body></w:document>`,
    'docProps/core.xml': `<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Ferry at Low Water</dc:title><dc:creator>Ida Brook</dc:creator></cp:coreProperties>`,
  }
}

function wordParagraph({ style, words, xml }: WordParagraph): string {
  const properties = style ? `<w:pPr><w:pStyle w:val="${styleId(style)}"/></w:pPr>` : ''
  return `<w:p>${properties}${xml ?? ''}${words === undefined ? '' : `<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`}</w:p>`
}

function styleId(name: string): string {
  return name.replace(/ /g, '')
}
