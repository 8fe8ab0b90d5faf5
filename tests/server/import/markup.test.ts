import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { SourceText } from '#domain/import/blocks/text.ts'
import { readSource } from '#server/import/formats/read-source.ts'
import { bookFiles, xhtml, zip } from '#tests/support/books.ts'

const folder = await mkdtemp(join(tmpdir(), 'markup-'))
afterAll(() => rm(folder, { recursive: true }))

let count = 0
async function read(extension: string, bytes: string | Uint8Array): Promise<SourceText> {
  const path = join(folder, `${count++}.${extension}`)
  await writeFile(path, bytes)
  return readSource(path)
}

/** The blocks of some HTML, without where they stand. */
async function blocks(html: string): Promise<object[]> {
  const source = await read('html', `<!doctype html>${html}`)
  return source.blocks.map(({ origin: _, ...block }) => block)
}

describe('HTML', () => {
  test('words within a line', async () => {
    const html =
      '<p>An <b> odd </b>word, a <a href="https://e.org/">link</a>, a <a href="#x">place</a>,<br>E = mc<sup>2</sup>, H<sub>2</sub>O, the 1<sup>st</sup>.'
    expect(await blocks(html)).toEqual([
      { kind: 'verse', lines: ['An **odd** word, a [link](https://e.org/), a place,', 'E = mc², H₂O, the 1st.'] },
    ])
  })

  test('lists, quotations and a contents list as a word processor saves them', async () => {
    const item = (mark: string, words: string) =>
      `<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span><span style='mso-list:Ignore'>${mark}<span>&nbsp; </span></span></span>${words}</p>\n`
    expect(
      await blocks(`${item('·', 'the mules')}${item('·', 'the men')}<p>So it was.</p>${item('1.', 'in')}${item('2.', 'out')}`),
    ).toEqual([
      { kind: 'list', ordered: false, items: ['the mules', 'the men'] },
      { kind: 'paragraph', text: 'So it was.' },
      { kind: 'list', ordered: true, items: ['in', 'out'] },
    ])
    expect(await blocks(`${item('a)', 'the mules')}${item('b)', 'the men')}`)).toMatchObject([{ kind: 'paragraph' }, { kind: 'paragraph' }])
    expect(await blocks('<p class=MsoToc1><a href="#_Toc1">The Pass . 3</a></p><p class=MsoQuote>Salt goes up.</p>')).toEqual([
      { kind: 'quotation', paragraphs: ['Salt goes up.'] },
    ])
  })

  test('lists whose numbers say something keep them', async () => {
    expect(await blocks('<ol><li>one<li>two</ol>')).toEqual([{ kind: 'list', ordered: true, items: ['one', 'two'] }])
    expect(await blocks('<ol start=4><li>four<li value=9>nine</ol>')).toEqual([
      { kind: 'paragraph', text: '4\\. four' },
      { kind: 'paragraph', text: '9\\. nine' },
    ])
    expect(await blocks('<ol type=i><li>one<li>two</ol>')).toMatchObject([{ text: 'i. one' }, { text: 'ii. two' }])
    expect(await blocks('<ul><li>a<ul><li>b</ul><li>c</ul>')).toEqual([
      {
        kind: 'list',
        ordered: false,
        items: ['a', 'b', 'c'],
        marks: [0, 1, 0].map((depth) => ({ depth, number: null })),
      },
    ])
    expect(await blocks('<ol start=3><li>three<li>four</ol>')).toMatchObject([{ kind: 'list', marks: [{ number: 3 }, { number: 4 }] }])
  })

  test('lines as wide as a page are a paragraph, short ones are verse, and empty ones part', async () => {
    const wide = 'This line of a text is as wide as the page on which it stood'
    expect(await blocks(`<p>${[wide, wide, wide, 'and ends.'].join('<br>')}`)).toEqual([
      { kind: 'paragraph', text: `${wide} ${wide} ${wide} and ends.` },
    ])
    expect(await blocks('<p>Lark,<br>dark<br><br>Prose.')).toEqual([
      { kind: 'verse', lines: ['Lark,', 'dark'] },
      { kind: 'paragraph', text: 'Prose.' },
    ])
  })

  test('tables are told row by row, unless they only put things in their places', async () => {
    expect(await blocks('<table><tr><th>Year<th>Loaves<tr><td>1788<td>40</table>')).toEqual([
      { kind: 'paragraph', text: 'Year · Loaves', isWhole: true },
      { kind: 'paragraph', text: '1788 · 40', isWhole: true },
    ])
    expect(await blocks('<table><tr><td><h2>One</h2><p>Text.</p><td><p>Aside.</p></table>')).toMatchObject([
      { kind: 'heading', text: 'One' },
      { text: 'Text.' },
      { text: 'Aside.' },
    ])
  })

  test('prose set as typed is read line by line; what is no prose keeps its lines', async () => {
    const lines = Array.from({ length: 40 }, () => 'The carriers came down from the pass * on the second day')
    const prose = await blocks(`<pre>\n${lines.join('\n')}\n</pre>`)
    expect(prose).toHaveLength(40)
    expect(prose[3]).toEqual({ kind: 'line', text: 'The carriers came down from the pass * on the second day' })
    const steps = Array.from({ length: 40 }, (_, at) => `step ${at}: turn the wheel`)
    expect(await blocks(`<pre>\n${steps.join('\n')}\n</pre>`)).toEqual([{ kind: 'verse', lines: steps }])
    expect(await blocks('<pre>\none *\n  two\n\nthree</pre>')).toEqual([
      { kind: 'verse', lines: ['one \\*', 'two'] },
      { kind: 'verse', lines: ['three'] },
    ])
  })

  test('words outside of any element, dividers, and blocks inside of words', async () => {
    expect(await blocks('<body>Loose words<p>A paragraph</p>and <i>more</i><p>* * *</p><span><p>Inside</p></span>')).toEqual([
      { kind: 'paragraph', text: 'Loose words' },
      { kind: 'paragraph', text: 'A paragraph' },
      { kind: 'paragraph', text: 'and *more*' },
      { kind: 'divider' },
      { kind: 'paragraph', text: 'Inside' },
    ])
  })

  test('notes are paired as several programs write them', async () => {
    const pandoc =
      '<p>Word.<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a></p><section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>A note.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>'
    expect(await blocks(pandoc)).toEqual([
      { kind: 'paragraph', text: 'Word.[^1]' },
      { kind: 'divider' },
      { kind: 'note', id: '1', text: 'A note.' },
    ])
    const old =
      '<p>Word.<a href="#n*" name="f*">*</a></p><p>Again.<a href="#n2" name="f2">[2]</a></p><p><a href="#f*" name="n*">*</a> A note.</p><p><a name="n2" href="#f2">[2]</a> Another, see <a href="#n*">*</a>.</p>'
    expect(await blocks(old)).toEqual([
      { kind: 'paragraph', text: 'Word.[^1]' },
      { kind: 'paragraph', text: 'Again.[^2]' },
      { kind: 'note', id: '1', text: 'A note.' },
      { kind: 'note', id: '2', text: 'Another, see [^1].' },
    ])
  })

  test('a number that is all of a heading leads back to the contents list and refers to no note', async () => {
    const heading = (number: string) => `<h2><a name="${number}"></a><a href="#list">${number}</a></h2><p>Of ${number}.</p>`
    const html = `<p><a name="list"></a>${['I', 'II', 'III'].map((number) => `<a href="#${number}">${number},</a>`).join(' ')}</p>`
    const found = await blocks(`${html}${['I', 'II', 'III'].map(heading).join('')}`)
    expect(found.filter((block) => 'level' in block)).toMatchObject([{ text: 'I' }, { text: 'II' }, { text: 'III' }])
  })

  test('a contents list is no list of notes', async () => {
    const html = '<p><a href="#c1">1</a></p><p><a href="#c2">2</a></p><h2 id="c1">One</h2><p>Text.</p><h2 id="c2">Two</h2><p>More.</p>'
    expect((await blocks(html)).some((block) => 'kind' in block && block.kind === 'note')).toBe(false)
  })

  test('a name that lies about what is inside is told', async () => {
    const source = await read('docx', '<!doctype html><p>Words.')
    expect(source.report[0]).toMatchObject({ kind: 'doubt', reason: 'named like DOCX, but inside it is HTML, and was read as that' })
  })
})

describe('EPUB', () => {
  const page = (name: string, body: string) => ({ name, body })

  test('the contents list leads to blocks, by page or by place', async () => {
    const pages = [page('a.xhtml', '<h1>A</h1><p>1</p>'), page('b.xhtml', '<p>before</p><h2 id="x"><a id="y"/>B</h2><p>2</p>')]
    const source = await read(
      'epub',
      zip(
        bookFiles(pages, [
          ['A', 'a.xhtml'],
          ['B', 'b.xhtml#x'],
          ['Gone', 'c.xhtml'],
        ]),
      ),
    )
    expect(source.contents).toEqual([
      { title: 'A', level: 1, at: 0, matter: null },
      { title: 'B', level: 1, at: 3, matter: null },
    ])
    expect(source.blocks[3]).toEqual({ kind: 'heading', origin: { file: 'OEBPS/b.xhtml', line: 6 }, level: 2, text: 'B' })
    expect(source.report).toMatchObject([{ kind: 'doubt', before: 'Gone' }])
  })

  test('a page that is not well-formed is read as a browser would, and told', async () => {
    const files = bookFiles([page('a.xhtml', '<p>One<br>two</p><script/><p>three</p>')], [])
    const source = await read('epub', zip(files))
    expect(source.blocks).toMatchObject([
      { kind: 'verse', lines: ['One', 'two'] },
      { kind: 'paragraph', text: 'three' },
    ])
    expect(source.report).toMatchObject([{ kind: 'doubt', origin: { file: 'OEBPS/a.xhtml', line: 6 } }])
  })

  test('elements that are empty in XML do not swallow what follows', async () => {
    const source = await read(
      'epub',
      zip(bookFiles([page('a.xhtml', '<p>One <a id="x"/>two</p><title/><p>three &nbsp; &eacute;</p>')], [])),
    )
    expect(source.blocks).toMatchObject([{ text: 'One two' }, { text: 'three \u00A0 é' }])
  })

  test('a page of the book that nothing leads to is told, and so is the contents list among the pages', async () => {
    const files = bookFiles([page('a.xhtml', '<p>One</p>')], [['A', 'a.xhtml']])
    const opf = String(files['OEBPS/book.opf'])
      .replace('</manifest>', '<item id="z" href="z.xhtml" media-type="application/xhtml+xml"/></manifest>')
      .replace('<spine>', '<spine><itemref idref="nav"/>')
    const source = await read('epub', zip({ ...files, 'OEBPS/book.opf': opf, 'OEBPS/z.xhtml': xhtml('<p>Lost</p>') }))
    expect(source.blocks).toMatchObject([{ text: 'One' }])
    expect(source.report).toMatchObject([
      { kind: 'dropped', reason: 'contents list of the book', before: 'Contents A' },
      { kind: 'dropped', reason: 'not in the reading order of the book', before: 'OEBPS/z.xhtml' },
    ])
  })
})

test('a box of Markdown keeps what it is called, or of what kind it is', async () => {
  const source = await read('md', '> [!NOTE]\n> A ferry is a boat.\n\nSo.\n\n> [!warning]- Mind the *gap*\n> Jump.\n\n> [1] is no box.\n')
  expect(source.blocks.flatMap((block) => (block.kind === 'quotation' ? block.paragraphs : []))).toEqual([
    '**Note:** A ferry is a boat.',
    expect.stringMatching(/^\*\*Mind the .*gap.* Jump\.$/),
    expect.stringContaining('is no box.'),
  ])
})

test('links that lead about in a book are no text; a link within a sentence is', async () => {
  const html = `<h2>The Mill</h2><p><a href="#toc">ToC</a></p><p>It stands, as the <a href="#toc">contents</a> say.</p>
    <div><strong>Next topic:</strong> <a href="2.html">The Sea</a></div><p><a href="1.html">Previous</a> | <a href="0.html">Home</a> | <a href="2.html">Next</a></p>`
  const text = await read('html', `<html><body>${html}<p>Next comes the sea.</p></body></html>`)
  expect(text.blocks.flatMap((block) => ('text' in block ? [block.text] : []))).toEqual([
    'The Mill',
    expect.stringContaining('contents'),
    'Next comes the sea.',
  ])
  expect(text.report.filter(({ reason }) => reason === 'furniture of the page')).toHaveLength(3)
})
