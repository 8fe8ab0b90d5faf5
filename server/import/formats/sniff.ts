import 'server-only'
import { extname } from 'node:path'
import { Problem, type Sentence, say } from '#domain/problem.ts'

/** How a file is to be read. Archives are told apart after looking inside. */
export type Format = 'plain' | 'markdown' | 'html' | 'archive'

const OCR = say('noPictures')
const UNPACK = say('noPackedFile')

/** What cannot be read, by the bytes with which it begins, and what to do instead. */
const REFUSED: { begins: string; at?: number; sentence: Sentence }[] = [
  { begins: '%PDF-', sentence: say('noPdf') },
  { begins: '{\\rtf', sentence: say('noRtf') },
  { begins: 'BOOKMOBI', at: 60, sentence: say('noKindle') },
  { begins: 'TEXtREAd', at: 60, sentence: say('noPalm') },
  { begins: 'TPZ', sentence: say('noKindle') },
  { begins: '\xEADRMION\xEE', sentence: say('noProtectedKindle') },
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
  if (bytes.length === 0) throw new Problem('invalid', say('fileEmpty'))
  const head = bytes.subarray(0, 4096).toString('latin1')
  if (ARCHIVE.some((begins) => head.startsWith(begins))) return 'archive'
  const refused = REFUSED.find(({ begins, at = 0 }) => head.startsWith(begins, at))
  if (refused) throw new Problem('invalid', refused.sentence)
  if (head.startsWith(OLD_OFFICE)) throw oldOffice(bytes)
  const readable = head.replaceAll('\0', '').replace(/^(\xFF\xFE|\xFE\xFF|\xEF\xBB\xBF)/, '')
  if (HTML_OPENING.test(readable)) return 'html'
  const [, element] = XML_OPENING.exec(readable) ?? []
  if (element === 'FictionBook') throw new Problem('invalid', say('noFictionBook'))
  if (element) throw new Problem('invalid', say('noSuchXml', { element }))
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
  return new Problem('invalid', isLocked ? say('fileLocked') : say('noOldOffice'))
}

/** Which archive of texts this is, by the names of the files inside. */
export function sniffArchive(names: string[]): 'epub' | 'docx' {
  const has = (name: string) => names.includes(name)
  if (has('META-INF/container.xml')) return 'epub'
  if (has('[Content_Types].xml') && names.some((name) => /^word\/document\d*\.xml$/.test(name))) return 'docx'
  if (names.length === 0) throw new Problem('invalid', say('archiveEmpty'))
  if (has('[Content_Types].xml')) {
    throw new Problem('invalid', say('noSpreadsheet'))
  }
  if (has('content.xml') && has('META-INF/manifest.xml')) {
    throw new Problem('invalid', say('noOpenDocument'))
  }
  if (names.some((name) => name.endsWith('.epub'))) {
    throw new Problem('invalid', say('epubInArchive'))
  }
  if (has('mimetype')) throw new Problem('invalid', say('epubNoContents'))
  throw new Problem('invalid', say('archiveUnknown'))
}
