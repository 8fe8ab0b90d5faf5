/**
 * A text on its way from a file into a guide. Readers (`server/import/`) turn a file into blocks; `domain/import/` makes
 * readable chapters out of them, and takes down everything it dropped, changed or doubts.
 */

/** Where something stood in what was handed in: the file inside an archive or a folder, and the line, counted from 1. */
export type Origin = { file?: string; line: number }

/**
 * A block of the text. `text` is inline Markdown on one line, escaped where plain text needs it; `[^id]` refers to the note with that id.
 * - `line`: one printed line of plain text as it stood, page numbers, running heads, spaces and all, and alone not Markdown: nothing in
 *   it is escaped. An empty one is a gap. Only readers of plain text give lines, and `domain/import/` turns them into the other kinds.
 *   A form feed is no part of a line: it is a `page`.
 * - `heading`: `level` 1 to 6
 * - `paragraph`: with `isWhole` nothing is ever joined to it, as to a row of a table
 * - `list`: without `marks` its items stand beside each other and count from 1
 * - `page`: a page begins here
 * - `divider`: a rule or stars between two parts
 */
export type SourceBlock = { origin: Origin } & (
  | { kind: 'line'; text: string }
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; text: string; isWhole?: true }
  | { kind: 'quotation'; paragraphs: string[] }
  | { kind: 'list'; ordered: boolean; items: string[]; marks?: ListMark[] }
  | { kind: 'verse'; lines: string[] }
  | { kind: 'note'; id: string; text: string }
  | { kind: 'page' }
  | { kind: 'divider' }
)

/** What stands before an item of a list: how deep it is nested, from 0, and its number; null for a bullet. */
export type ListMark = { depth: number; number: number | null }

/** What a file says of a part of it: it stands before the chapters, or after them, or it is a division that holds chapters. */
export type Matter = 'front' | 'chapter' | 'back' | 'division'

/** How often each word stands in something, by `tally` of `blocks/tally.ts`. */
export type Tally = ReadonlyMap<string, number>

/** What a reader found in a file. */
export type SourceText = {
  /** As the file itself says; null when it does not. */
  title: string | null
  creator: string | null
  /** BCP 47; null when the file does not say. */
  language: string | null
  blocks: SourceBlock[]
  /** The file's own contents list (an EPUB's navigation): titles with the index in `blocks` at which each part begins. */
  contents: ContentsEntry[]
  /** Every word that the file holds, counted before anything was made of it. Null where the blocks are all there is. */
  words?: Tally | null
  /** What the reader itself left out: pictures, scripts, styles. */
  report: ReportEntry[]
}

/** A line of a file's own contents list. `matter` is what the file says of that part; null when it says nothing. */
export type ContentsEntry = { title: string; level: number; at: number; matter?: Matter | null }

/**
 * One thing that the import did, or could not decide. Together the entries account for every line that was dropped or changed.
 * - `dropped`: a line or a piece is not in the result (a page number, a running head, a picture)
 * - `joined`: a word hyphenated at a line's end became one, or a paragraph was joined across a page
 * - `mended`: a scan error that is certain was put right
 * - `doubt`: something looks wrong and was left as it is
 */
export type ReportEntry = {
  kind: 'dropped' | 'joined' | 'mended' | 'doubt'
  origin: Origin
  /** Why, as a short clause: "page number", "running head", "hyphen at the end of a line". */
  reason: string
  before: string
  /** What stands there now; null when nothing does. */
  after: string | null
  /** True when `before` is not words of the text but about it: the name of a picture, a setting, a script. */
  isAside?: true
}

/** A part of the text: a chapter, or what stands before or after the chapters. */
export type ImportedSection = {
  part: 'front' | 'chapter' | 'back'
  /** As printed, without its number; "Chapter IV" where nothing but the number is printed, empty where there is no heading at all. */
  title: string
  /** The part, book or act of the text that the chapter belongs to, as printed; null where there is none. */
  division?: string | null
  /** Its blocks in order, none of kind `line` or `page`. The heading that gave the title is not among them. */
  blocks: Exclude<SourceBlock, { kind: 'line' | 'page' }>[]
}

/** A text ready to become a guide. */
export type ImportedText = {
  title: string | null
  creator: string | null
  language: string | null
  sections: ImportedSection[]
  report: ReportEntry[]
  /** Null for a text that was read before words were weighed. */
  balance?: Balance | null
}

/**
 * What became of the words of a file. Words are counted by `tally`: a letter of Chinese or Japanese is a word.
 * - `found`: words in the file
 * - `kept`: words in the chapters, and in what stands before and after them
 * - `left`: words that were left out, by reason; `added`: what joining and mending put in place of others
 * - `lost` and `new`: words that nothing explains
 */
export type Balance = {
  found: number
  kept: number
  left: { reason: string; words: number }[]
  changed: { reason: string; words: number }[]
  lost: UnexplainedWords
  new: UnexplainedWords
}
/** How many words there are, and the first of them. */
export type UnexplainedWords = { words: number; examples: string[] }
