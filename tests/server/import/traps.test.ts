import { mkdir, mkdtemp, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { Problem } from '#domain/problem.ts'
import { openArchive } from '#server/import/formats/archive.ts'
import { readFrontMatter } from '#server/import/formats/front-matter.ts'
import { readSource } from '#server/import/formats/read-source.ts'
import { bookFiles, wordFiles, xhtml, zip } from '#tests/support/books.ts'

const MB = 1024 * 1024
const root = await mkdtemp(join(tmpdir(), 'traps-'))
let folder = root

beforeEach(async () => {
  folder = await mkdtemp(join(root, 'one-'))
})

afterAll(() => rm(root, { recursive: true }))

/** The code with which a file is refused, and what stands in its sentence. Whatever the refusal, nothing is left beside the file. */
async function refusal(name: string, bytes: Uint8Array | string): Promise<string> {
  await writeFile(join(folder, name), bytes)
  const problem = await readSource(join(folder, name)).catch((error: unknown) => error)
  expect(await readdir(folder)).toEqual([name])
  if (!(problem instanceof Problem)) throw problem
  return problem.message
}

const PAGE = { name: 'one.xhtml', body: '<h1>One</h1><p>The ferry waited.</p>' }
const book = (changes: Parameters<typeof zip>[0]) => zip({ ...bookFiles([PAGE], [['One', 'one.xhtml']]), ...changes })
const document = (changes: Parameters<typeof zip>[0]) => zip({ ...wordFiles([{ words: 'The ferry waited.' }]), ...changes })

/** The same archive with other bytes in its contents list, at an offset within each entry of it. */
function patchEntries(archive: Buffer, change: (entry: Buffer) => void): Buffer {
  const patched = Buffer.from(archive)
  for (let at = patched.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = patched.indexOf('PK\x01\x02', at + 4, 'latin1')) {
    change(patched.subarray(at))
  }
  return patched
}

test.each([
  ['book.epub', () => book({ 'OEBPS/one.xhtml': xhtml(`<p>${'a'.repeat(8 * MB)}</p>`) })],
  ['text.docx', () => document({ 'word/document.xml': ' '.repeat(8 * MB) })],
])('a ZIP bomb (%s)', async (name, make) => {
  expect(await refusal(name, make())).toMatch(/^archiveGrows/)
})

test('a ZIP bomb that lies about its size', async () => {
  const bomb = book({ 'OEBPS/one.xhtml': xhtml(`<p>${'ab c'.repeat(MB)}</p>`) })
  const lying = patchEntries(bomb, (entry) => {
    if (entry.readUInt32LE(24) > MB) entry.writeUInt32LE(1000, 24)
  })
  expect(await refusal('book.epub', lying)).toMatch(/^archiveLies/)
})

test('ordinary parts that are too much together', async () => {
  const noise = Array.from({ length: MB }, (_, at) => String.fromCharCode(97 + ((at * at) % 26))).join('')
  const archive = await openArchive(zip({ 'a.xml': noise, 'b.xml': noise, 'c.xml': noise }), 2.5 * MB)
  expect((await archive.read('a.xml')).length + (await archive.read('b.xml')).length).toBe(2 * MB)
  await expect(archive.read('c.xml')).rejects.toThrow(/^archiveGrows/)
})

test('an archive of very many files', async () => {
  const files = Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [`${at}.txt`, new Uint8Array()]))
  expect(await refusal('many.epub', zip(files))).toMatch(/^archiveTooFull {"most":10000}/)
})

test.each(['../evil.xhtml', '/etc/evil.xhtml', 'OEBPS/../../evil.xhtml', 'C:/evil.xhtml'])(
  'a path outside the archive: %s',
  async (path) => {
    expect(await refusal('book.epub', book({ [path]: 'x' }))).toMatch(/^archiveLeadsOut/)
  },
)

test('a book that names a file outside of it', async () => {
  const files = bookFiles([{ ...PAGE, name: '../../../etc/passwd' }], [])
  expect(await refusal('book.epub', zip({ ...files, 'OEBPS/../../../etc/passwd': '' }))).toMatch(/^archiveLeadsOut/)
  const { 'OEBPS/../../../etc/passwd': _, ...inside } = files
  expect(await refusal('book.epub', zip(inside))).toMatch(/^epubLeadsOut/)
})

test('a link in an archive', async () => {
  const link = [Buffer.from('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }] as [Uint8Array, object]
  expect(await refusal('book.epub', book({ 'OEBPS/two.xhtml': link }))).toMatch(/^archiveLink/)
})

test('a link in a folder is not followed, and the rest is read', async () => {
  await mkdir(join(folder, 'texts'))
  await writeFile(join(folder, 'texts', '1.md'), '# One\n\nThe ferry waited.')
  await symlink('/etc/passwd', join(folder, 'texts', '2.md'))
  await symlink('/etc', join(folder, 'texts', 'more'))
  const source = await readSource(join(folder, 'texts'))
  expect(source.blocks.map((block) => 'text' in block && block.text)).toEqual(['One', 'The ferry waited.'])
  expect(source.report.map(({ kind, before }) => `${kind} ${before}`)).toEqual(['doubt 2.md'])
})

test('a folder of very many links', async () => {
  const place = join(folder, 'links')
  await mkdir(place)
  await Promise.all(Array.from({ length: 10_001 }, (_, at) => symlink('/etc/passwd', join(place, `${at}.md`))))
  await expect(readSource(place)).rejects.toThrow(/^folderTooFull {"most":10000}/)
})

test('a file of 200 MB is refused before it is read', async () => {
  const path = join(folder, 'big.txt')
  await writeFile(path, 'A text.')
  await truncate(path, 200 * MB)
  const before = process.memoryUsage().rss
  await expect(readSource(path)).rejects.toThrow('fileTooBig {"size":200,"limit":50}')
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * MB)
})

test('a folder of 200 MB', async () => {
  await mkdir(join(folder, 'texts'))
  for (const name of ['a.md', 'b.md']) {
    await writeFile(join(folder, 'texts', name), 'A text.')
    await truncate(join(folder, 'texts', name), 30 * MB)
  }
  await expect(readSource(join(folder, 'texts'))).rejects.toThrow('fileTooBig {"size":60,"limit":50}')
})

test('a locked archive, a locked Word file, a protected book', async () => {
  const locked = patchEntries(book({}), (entry) => entry.writeUInt16LE(entry.readUInt16LE(8) | 1, 8))
  expect(await refusal('book.epub', locked)).toMatch(/^fileLocked/)
  const office = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')])
  expect(await refusal('book.epub', office)).toMatch(/^fileLocked/)
  const encryption = (method: string) =>
    `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="${method}"/></enc:EncryptedData></encryption>`
  const protectedBook = book({ 'META-INF/encryption.xml': encryption('http://www.w3.org/2001/04/xmlenc#aes256-cbc') })
  expect(await refusal('book.epub', protectedBook)).toMatch(/^epubProtected/)
})

test('hidden fonts are no protection', async () => {
  const encryption =
    '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/></enc:EncryptedData></encryption>'
  await writeFile(join(folder, 'book.epub'), book({ 'META-INF/encryption.xml': encryption }))
  expect((await readSource(join(folder, 'book.epub'))).title).toBe('The Ferry at Low Water')
})

test.each([
  ['an empty file', 'a.txt', '', /^fileEmpty/],
  ['nothing but spaces', 'a.txt', ' \n\n\t\n', /^noText/],
  ['a page without words', 'a.html', '<!doctype html><p> <script>alert(1)</script>', /^noText/],
  ['an empty archive', 'a.epub', zip({}), /^archiveEmpty/],
  ['noise', 'a.txt', Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256)), /^notText/],
  ['zeros', 'a.txt', Buffer.alloc(5000), /^notText/],
  [
    'a program',
    'a.md',
    Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(200), Buffer.from('some words in it')]),
    /^notText/,
  ],
  ['UTF-32', 'a.txt', Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]), /^noUtf32/],
  ['a PDF', 'a.txt', '%PDF-1.7\n…', /^noPdf/],
  ['a DOC', 'a.docx', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), /^noOldOffice/],
  ['an RTF', 'a.rtf', '{\\rtf1 words}', /^noRtf/],
  ['a Kindle book', 'a.azw3', Buffer.concat([Buffer.alloc(60, 65), Buffer.from('BOOKMOBI')]), /^noKindle/],
  ['a picture', 'a.txt', Buffer.from('89504e470d0a1a0a0000', 'hex'), /^noPictures/],
  ['a packed file', 'a.gz', Buffer.from('1f8b0800', 'hex'), /^noPackedFile/],
  [
    'an ODT',
    'a.odt',
    zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<a/>', 'META-INF/manifest.xml': '<a/>' }),
    /^noOpenDocument/,
  ],
  ['a spreadsheet', 'a.xlsx', zip({ '[Content_Types].xml': '<a/>', 'xl/workbook.xml': '<a/>' }), /^noSpreadsheet/],
  ['a ZIP of texts', 'a.zip', zip({ 'a.txt': 'words' }), /^archiveUnknown/],
  ['a cut-off archive', 'a.epub', book({}).subarray(0, 900), /^archiveDamaged/],
  ['a FictionBook', 'a.fb2', '<?xml version="1.0"?><FictionBook><body/></FictionBook>', /^noFictionBook/],
])('%s', async (_, name, bytes, sentence) => {
  expect(await refusal(name, bytes)).toMatch(sentence)
})

test('no file, and something that is none', async () => {
  await expect(readSource(join(folder, 'gone.txt'))).rejects.toThrow(/^noSuchFile/)
  await expect(readSource('/dev/null')).rejects.toThrow(/^notAFile/)
  await expect(readSource(folder)).rejects.toThrow(/^folderNoMarkdown/)
})

const BILLION = `<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>`

test('entities that grow, in every place that could hold them', async () => {
  const page = `<?xml version="1.0"?>${BILLION}<html xmlns="http://www.w3.org/1999/xhtml"><body><p>&c;</p></body></html>`
  expect(await refusal('book.epub', book({ 'OEBPS/one.xhtml': page }))).toMatch(/^ownEntities/)
  expect(await refusal('book.epub', book({ 'OEBPS/book.opf': `<?xml version="1.0"?>${BILLION}<package>&c;</package>` }))).toMatch(
    /^ownEntities/,
  )
  const word = `<?xml version="1.0"?>${BILLION}<w:document xmlns:w="w"><w:body>&c;</w:body></w:document>`
  expect(await refusal('book.epub', document({ 'word/document.xml': word }))).toMatch(/^ownEntities/)
  const outside = `<!DOCTYPE html [<!ENTITY secret SYSTEM "file:///etc/passwd">]><html xmlns="http://www.w3.org/1999/xhtml"><p>&secret;</p></html>`
  expect(await refusal('book.epub', book({ 'OEBPS/one.xhtml': outside }))).toMatch(/^ownEntities/)
})

test('XML that is not well-formed', async () => {
  expect(await refusal('book.epub', book({ 'OEBPS/book.opf': '<package><metadata></package>' }))).toMatch(
    /^epubMalformed {"path":"OEBPS\/book.opf","line":1}/,
  )
  expect(await refusal('book.epub', book({ 'META-INF/container.xml': '<container>' }))).toMatch(/^epubMalformed/)
  expect(await refusal('book.epub', document({ 'word/document.xml': '<w:document><w:body>' }))).toMatch(/^docxDamaged/)
  expect(await refusal('book.epub', zip(bookFiles([], [])))).toMatch(/^epubNoText/)
})

test('nesting beyond reason', async () => {
  const deep = (count: number, tag: string, words: string) => `${`<${tag}>`.repeat(count)}${words}${`</${tag}>`.repeat(count)}`
  expect(await refusal('a.html', `<!doctype html><body>${deep(60_000, 'div', 'words')}`)).toMatch(/^tooDeep/)
  await rm(join(folder, 'a.html'))
  expect(await refusal('a.epub', book({ 'OEBPS/one.xhtml': xhtml(deep(60_000, 'div', 'words')) }))).toMatch(/^tooDeep/)
  await rm(join(folder, 'a.epub'))
  expect(await refusal('a.docx', document({ 'word/document.xml': deep(5000, 'w:p', 'words') }))).toMatch(/^tooDeep/)
  await rm(join(folder, 'a.docx'))
  expect(await refusal('a.md', `${'> '.repeat(5000)}words`)).toMatch(/^tooDeep/)
})

/** Milliseconds of this process's own time for a page whose paragraph refers to so many notes, with emphasis all over it. */
async function timeForNotes(count: number): Promise<number> {
  const numbers = Array.from({ length: count }, (_, at) => at)
  const text = numbers.map((at) => `<em>so</em> <b>it</b> went<a id="r${at}" href="#n${at}">${at % 1000}</a>`).join(' ')
  const notes = numbers.map((at) => `<p id="n${at}"><a href="#r${at}">${at % 1000}</a> Of the ferry.</p>`).join('')
  await writeFile(join(folder, `${count}.html`), `<html><body><p>${text}.</p>${notes}</body></html>`)
  const before = process.cpuUsage().user
  const { blocks } = await readSource(join(folder, `${count}.html`))
  expect(blocks.filter(({ kind }) => kind === 'note')).toHaveLength(count)
  return (process.cpuUsage().user - before) / 1000
}

// What else the machine does can only make it look slower: one fair comparison of three is enough.
test('the time for a paragraph of notes and emphasis grows with its length and no faster', { timeout: 120_000, retry: 2 }, async () => {
  await timeForNotes(500)
  const [small, large] = [await timeForNotes(1000), await timeForNotes(8000)]
  // Eight times the text; twice that is for what the machine adds by itself.
  expect(large).toBeLessThan(small * 16 + 500)
})

test('settings with quotation marks that do not close are text', () => {
  const settings = (lines: number) => `%{\n${'a: """x\n'.repeat(lines)}}\n---\n\n# One\n`
  expect(readFrontMatter(settings(10))).not.toBeNull()
  expect(readFrontMatter(settings(5_000))).toBeNull()
})
