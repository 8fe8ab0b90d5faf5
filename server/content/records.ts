import 'server-only'
import type { Element, Root, Text } from 'hast'
import { SKIP, visit } from 'unist-util-visit'
import type { RecordNote } from '#domain/guide.ts'
import type { NumberedBody } from '#server/content/body.ts'
import type { Typesetter } from '#server/content/typeset.ts'

/** A record and where its passage lies in the chapter's text, in UTF-16 units, `end` exclusive. */
type PlacedRecord = { record: RecordNote; start: number; end: number }

/**
 * Finds a record's passage in its paragraph. Quotation marks and apostrophes count as equal however they are drawn.
 * @returns the record with the passage as the chapter writes it, or a sentence that says why it has no place
 */
export function placeRecord(record: RecordNote, body: NumberedBody, typesetter: Typesetter): PlacedRecord | string {
  const paragraph = body.paragraphs.find(({ label }) => label === record.paragraph)
  if (!paragraph) return `¶ ${record.paragraph} does not exist: the chapter has ${body.paragraphs.length} paragraphs`
  const words = body.text.slice(paragraph.start, paragraph.end)
  const passage = straight(typesetter.text(record.passage.replace(/\s+/g, ' ').trim()))
  const at = straight(words).indexOf(passage)
  if (at < 0) return `the passage "${record.passage}" does not stand in ¶ ${record.paragraph}${elsewhere(passage, body)}`
  if (straight(words).indexOf(passage, at + 1) >= 0) {
    return `the passage "${record.passage}" stands more than once in ¶ ${record.paragraph}: take in a word before or after it`
  }
  const start = paragraph.start + at
  const end = start + passage.length
  return { record: { ...record, passage: body.text.slice(start, end) }, start, end }
}

/** One straight mark for each curly one, so that offsets stay. */
function straight(text: string): string {
  return text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"')
}

function elsewhere(passage: string, { text, paragraphs }: NumberedBody): string {
  const found = paragraphs.find(({ start, end }) => straight(text.slice(start, end)).includes(passage))
  return found ? `, but in ¶ ${found.label}` : ': copy it letter for letter from the text'
}

/**
 * Puts an empty link to each record's note behind its passage; its sign is drawn by the style sheet, so it adds no text.
 * Changes `tree`.
 */
export function markRecords(tree: Root, placed: PlacedRecord[]): void {
  if (placed.length === 0) return
  let offset = 0
  visit(tree, 'text', (node: Text, index, parent) => {
    const start = offset
    const end = start + node.value.length
    offset = end
    const here = placed.filter((record) => record.end > start && record.end <= end).sort((a, b) => a.end - b.end)
    if (here.length === 0 || index === undefined || !parent) return
    const pieces: (Text | Element)[] = []
    let cut = 0
    for (const { record, end: at } of here) {
      pieces.push({ type: 'text', value: node.value.slice(cut, at - start) }, recordLink(record))
      cut = at - start
    }
    if (cut < node.value.length) pieces.push({ type: 'text', value: node.value.slice(cut) })
    parent.children.splice(index, 1, ...pieces)
    return [SKIP, index + pieces.length]
  })
}

function recordLink(record: RecordNote): Element {
  const properties = {
    className: ['record-link'],
    id: `at-record-${record.id}`,
    href: `#record-${record.id}`,
    ariaLabel: `Check the record: ${record.passage}`,
  }
  return { type: 'element', tagName: 'a', properties, children: [] }
}
