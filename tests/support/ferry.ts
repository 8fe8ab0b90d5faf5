import { bookFiles, type WordParagraph, wordFiles, zip } from '#tests/support/books.ts'

/*
 * One small invented book as a book for screens and as a Word file, with what such files have about them; as plain text, Markdown
 * and HTML it stands in tests/fixtures/ferry.
 */

const PREFACE = `<section epub:type="preface"><h2>Preface</h2>
<p>This is a small book about a small boat. It was written at a kitchen table, between one tide and the next, and it does not pretend to be more than that.</p>
<p>My thanks go to the people of the landing, who told me most of it and corrected the rest.</p></section>`

const CROSSING = (notes: string) => `<span epub:type="pagebreak" id="page4" title="4"/>
<h2 id="crossing">1. The crossing</h2>
<p>The ferry crosses the river <em>eleven</em> times a day.<a epub:type="noteref" href="${notes}#n1" id="r1">1</a> In the morning it carries the bakers and the school-children.</p>
<p>It is a slow boat. The ferryman said to me on that first day:</p>
<blockquote><p>A boat that is in a hurry is only a boat that has forgotten where it is going.</p></blockquote>
<div><img src="stage.jpg" alt="The landing stage"/></div>
<script>alert('stolen')</script>`

const WATER = `<h2>2. Low water</h2>
<p>At low water the ferry does not sail. Three things may then be done:</p>
<ul><li><p>walk over the old causeway, which is wet;</p></li><li><p>ring the bell for the small boat, which is slow;</p></li><li><p>sit down on the wall and read, which is best.</p></li></ul>
<p>Children sing a rhyme about it:</p>
<div class="poem"><p>Low water, slow water,</p><p>Show me your stones;</p><p>High water, my water,</p><p>Carry me home.</p></div>`

const BELL = `<h2>3. The bell</h2><p>The bell hangs on a post of oak.</p><hr/><p>On the last evening of the year everybody rings it once.</p>`
const READING = '<h2>Further reading</h2><p>Anna Reed, <i>Rivers That Wait</i>, is good on causeways.</p>'
const NOTE = '<aside epub:type="footnote" id="n1"><p><a href="crossing.xhtml#r1">1</a>. Nine times when the tide is <b>low</b>.</p></aside>'

const CONTENTS: [string, string][] = [
  ['Preface', 'preface.xhtml'],
  ['1. The crossing', 'crossing.xhtml#crossing'],
  ['2. Low water', 'water.xhtml'],
  ['3. The bell', 'bell.xhtml'],
  ['Further reading', 'reading.xhtml'],
]

/** The book as an EPUB. Its one note stands in a document of its own that is not part of the reading order proper. */
export function ferryEpub(version: 2 | 3): Buffer {
  const pages = [
    { name: 'preface.xhtml', body: PREFACE },
    { name: 'crossing.xhtml', body: CROSSING('notes.xhtml') },
    { name: 'water.xhtml', body: WATER },
    { name: 'bell.xhtml', body: BELL },
    { name: 'reading.xhtml', body: READING },
    { name: 'notes.xhtml', body: NOTE, linear: false },
  ]
  return zip(bookFiles(pages, CONTENTS, version))
}

const run = (words: string, properties = '') =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${words}</w:t></w:r>`
const item = (words: string): WordParagraph => ({
  xml: `<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>${run(words)}`,
})
const heading = (words: string): WordParagraph => ({ style: 'heading 1', words })

/** The book as a Word file, with a contents list, a deleted word and a footnote. */
export function ferryDocx(): Buffer {
  const paragraphs: WordParagraph[] = [
    { style: 'toc 1', words: '1. The crossing 4' },
    { style: 'toc 1', words: '2. Low water 6' },
    heading('Preface'),
    {
      words:
        'This is a small book about a small boat. It was written at a kitchen table, between one tide and the next, and it does not pretend to be more than that.',
    },
    { words: 'My thanks go to the people of the landing, who told me most of it and corrected the rest.' },
    heading('1. The crossing'),
    {
      xml: `${run('The ferry crosses the river ')}${run('eleven', '<w:i/>')}<w:del w:id="9"><w:r><w:delText>or twelve</w:delText></w:r></w:del>${run(' times a day.')}<w:r><w:footnoteReference w:id="1"/></w:r>${run(' In the morning it carries the bakers and the school-children.')}`,
    },
    { words: 'It is a slow boat. The ferryman said to me on that first day:' },
    { style: 'Quote', words: 'A boat that is in a hurry is only a boat that has forgotten where it is going.' },
    heading('2. Low water'),
    { words: 'At low water the ferry does not sail. Three things may then be done:' },
    item('walk over the old causeway, which is wet;'),
    item('ring the bell for the small boat, which is slow;'),
    item('sit down on the wall and read, which is best.'),
    { words: 'Children sing a rhyme about it:' },
    {
      xml: ['Low water, slow water,', 'Show me your stones;', 'High water, my water,', 'Carry me home.']
        .map((line) => run(line))
        .join('<w:r><w:br/></w:r>'),
    },
    heading('3. The bell'),
    { words: 'The bell hangs on a post of oak.' },
    { words: '* * *' },
    { words: 'On the last evening of the year everybody rings it once.' },
    heading('Further reading'),
    { xml: `${run('Anna Reed, ')}${run('Rivers That Wait', '<w:i/>')}${run(', is good on causeways.')}` },
  ]
  return zip(wordFiles(paragraphs, ['Nine times when the tide is low.']))
}
