import 'server-only'
import { extname } from 'node:path'
import { Problem } from '#domain/problem.ts'

/** How a file is to be read. Archives are told apart after looking inside. */
export type Format = 'plain' | 'markdown' | 'html' | 'archive'

const KINDS = 'It can read plain text, Markdown, HTML, EPUB and Word (DOCX).'
const OCR = 'It shows pages as pictures. Let a program for text recognition make text of it (save as plain text or DOCX), and import that.'
const UNPACK = 'It is a packed file. Unpack it, and import the text that is inside.'

/** What cannot be read, by the bytes with which it begins, and what to do instead. */
const REFUSED: { begins: string; at?: number; sentence: string }[] = [
  { begins: '%PDF-', sentence: 'A PDF cannot be imported. Open it, save it as plain text, DOCX or EPUB, and import that.' },
  { begins: '{\\rtf', sentence: 'An RTF file cannot be imported. Open it in a word processor, save it as DOCX, and import that.' },
  { begins: 'BOOKMOBI', at: 60, sentence: 'A Kindle book (MOBI, AZW) cannot be imported. Get it as EPUB, or convert it, and import that.' },
  { begins: 'TEXtREAd', at: 60, sentence: 'A Palm book cannot be imported. Get it as EPUB, or convert it, and import that.' },
  { begins: 'TPZ', sentence: 'A Kindle book cannot be imported. Get it as EPUB, and import that.' },
  { begins: '\xEADRMION\xEE', sentence: 'A protected Kindle book cannot be imported. Get it as EPUB without protection, and import that.' },
  { begins: '7z\xBC\xAF\x27\x1C', sentence: UNPACK },
  { begins: 'Rar!\x1A\x07', sentence: UNPACK },
  { begins: '\x1F\x8B', sentence: UNPACK },
  { begins: 'BZh', sentence: UNPACK },
  { begins: '\xFD7zXZ', sentence: UNPACK },
  { begins: 'AT&TFORM', sentence: OCR },
  { begins: '\x89PNG', sentence: OCR },
  { begins: '\xFF\xD8\xFF', sentence: OCR },
  { begins: 'GIF8', sentence: OCR },
  { begins: 'II*\0', sentence: OCR },
  { begins: 'MM\0*', sentence: OCR },
]

const ARCHIVE = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08']
const OLD_OFFICE = '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1'
const HTML_OPENING = /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]/i
const ANY_TAG = /<(?:p|div|br|h[1-6]|span|body|table|section|article|ul|ol|pre)\b[^>]*>/i
const XML_OPENING = /^\uFEFF?\s*<\?xml[^>]*\?>\s*(?:<!--[\s\S]*?-->\s*)*<(?!!doctype html|html)([\w:-]+)/i
const MARKDOWN_NAME = /^\.(md|markdown|mdown|mkd)$/i
const HTML_NAME = /^\.(html?|xhtml|xht)$/i

/**
 * Finds out how to read a file. What is inside it counts; its name only tells Markdown from plain text.
 * @param name of the file
 * @throws Problem for what cannot be read, with what to do instead
 */
export function sniff(bytes: Buffer, name: string): Format {
  if (bytes.length === 0) throw new Problem('invalid', 'The file is empty.')
  const head = bytes.subarray(0, 4096).toString('latin1')
  if (ARCHIVE.some((begins) => head.startsWith(begins))) return 'archive'
  const refused = REFUSED.find(({ begins, at = 0 }) => head.startsWith(begins, at))
  if (refused) throw new Problem('invalid', refused.sentence)
  if (head.startsWith(OLD_OFFICE)) throw oldOffice(bytes)
  const readable = head.replaceAll('\0', '').replace(/^(\xFF\xFE|\xFE\xFF|\xEF\xBB\xBF)/, '')
  if (HTML_OPENING.test(readable)) return 'html'
  const [, element] = XML_OPENING.exec(readable) ?? []
  if (element === 'FictionBook')
    throw new Problem('invalid', 'A FictionBook (FB2) cannot be imported. Convert it to EPUB, and import that.')
  if (element) throw new Problem('invalid', `This is XML of a kind that cannot be imported (its first element is "${element}"). ${KINDS}`)
  const extension = extname(name)
  if (HTML_NAME.test(extension) && ANY_TAG.test(bytes.toString('latin1').replaceAll('\0', ''))) return 'html'
  return MARKDOWN_NAME.test(extension) ? 'markdown' : 'plain'
}

/** True for the name of a Markdown file. */
export function isMarkdownName(name: string): boolean {
  return MARKDOWN_NAME.test(extname(name))
}

/** A locked DOCX is kept in the container of the old formats. */
function oldOffice(bytes: Buffer): Problem {
  const isLocked = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
  return new Problem(
    'invalid',
    isLocked
      ? 'The file is locked with a password. Save it without a password, then import it.'
      : 'A file in the old format of Word (DOC) or another office program cannot be imported. Open it, save it as DOCX, and import that.',
  )
}

/** Which archive of texts this is, by the names of the files inside. */
export function sniffArchive(names: string[]): 'epub' | 'docx' {
  const has = (name: string) => names.includes(name)
  if (has('META-INF/container.xml')) return 'epub'
  if (has('[Content_Types].xml') && names.some((name) => /^word\/document\d*\.xml$/.test(name))) return 'docx'
  if (names.length === 0) throw new Problem('invalid', 'The archive is empty.')
  if (has('[Content_Types].xml')) {
    throw new Problem('invalid', `A spreadsheet or a presentation cannot be imported. ${KINDS}`)
  }
  if (has('content.xml') && has('META-INF/manifest.xml')) {
    throw new Problem('invalid', 'An OpenDocument file (ODT) cannot be imported. Open it, save it as DOCX, and import that.')
  }
  if (names.some((name) => name.endsWith('.epub'))) {
    throw new Problem('invalid', 'This archive holds an EPUB. Unpack it, and import the EPUB.')
  }
  if (has('mimetype')) throw new Problem('invalid', 'The book is not whole: it has no contents (META-INF/container.xml). Get a new copy.')
  throw new Problem('invalid', `This archive is neither an EPUB nor a Word file. Unpack it, and import the text inside. ${KINDS}`)
}
