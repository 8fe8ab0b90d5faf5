import 'server-only'
import * as Y from 'yjs'
import { type AnswerPart, GROUP_ANSWER_LENGTH } from '#domain/group-answer.ts'

/*
 * A shared text as Yjs keeps it: one Y.Text named `words`, whose letters may say from which answer they were taken (`from`). Nothing else may be
 * in it. Whoever writes has a number on each device, by which their letters are told (decision 0024).
 */

/** Bytes of everything that a text remembers, deleted letters included. */
const MOST_BYTES = 600_000
/** Yjs compares what is written at one place at once with each other: this many pieces in one update are compared in a moment. */
const MOST_PIECES = 4_000

export type Joined = {
  /** What the new update adds to the text, null when that is nothing. */
  added: Uint8Array | null
  /** The numbers of the devices whose letters it adds. */
  writers: number[]
}
export type Refused = { fault: 'damaged' | 'gap' | 'too-long' | 'too-large' }

/** What updates of a text make: its account for other devices, all of it as one update, its letters and whose they are. */
export type ReadText = {
  vector: Uint8Array
  state: Uint8Array
  body: string
  parts: { text: string; writer: number; from: string | null }[]
}

function docOf(updates: Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return doc
}

/** A shared text that says something from the beginning, as one update. */
export function textOf(body: string): Uint8Array {
  const doc = new Y.Doc()
  doc.getText('words').insert(0, body)
  return Y.encodeStateAsUpdate(doc)
}

/** Puts an update to those of a text, and tells what it adds, or why it cannot be taken. Nothing is changed. */
export function joinText({ updates, update }: { updates: Uint8Array[]; update: Uint8Array }): Joined | Refused {
  const doc = docOf(updates)
  const before = Y.decodeStateVector(Y.encodeStateVector(doc))
  let added: Uint8Array | null = null
  doc.on('update', (news: Uint8Array) => {
    added = news
  })
  try {
    if (Y.decodeUpdate(update).structs.length > MOST_PIECES) return { fault: 'too-large' }
    Y.applyUpdate(doc, update)
  } catch {
    return { fault: 'damaged' }
  }
  // It leans on letters that never came: its device sends all of them again.
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return { fault: 'gap' }
  const text = doc.getText('words')
  if ([...doc.share.keys()].some((name) => name !== 'words') || !isPlain(text)) return { fault: 'damaged' }
  if (text.length > GROUP_ANSWER_LENGTH) return { fault: 'too-long' }
  if (Y.encodeStateAsUpdate(doc).length > MOST_BYTES) return { fault: 'too-large' }
  const after = Y.decodeStateVector(Y.encodeStateVector(doc))
  const writers = [...after].filter(([writer, clock]) => clock > (before.get(writer) ?? 0)).map(([writer]) => writer)
  return { added, writers }
}

/** Whether a text holds letters alone, and says of them nothing but from which answer they are. */
function isPlain(text: Y.Text): boolean {
  return (text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]).every(
    ({ insert, attributes = {} }) =>
      typeof insert === 'string' &&
      Object.entries(attributes).every(([name, value]) => name === 'from' && typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)),
  )
}

/** Reads a text from its updates. */
export function readText(updates: Uint8Array[]): ReadText {
  const doc = docOf(updates)
  const text = doc.getText('words')
  const parts: ReadText['parts'] = []
  let from: string | null = null
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted) continue
    if (item.content instanceof Y.ContentFormat)
      from = item.content.key === 'from' ? ((item.content.value as unknown as string | null) ?? null) : from
    if (!(item.content instanceof Y.ContentString)) continue
    const last = parts.at(-1)
    const writer = item.id.client
    if (last && last.writer === writer && last.from === from) last.text += item.content.str
    else parts.push({ text: item.content.str, writer, from })
  }
  return { vector: Y.encodeStateVector(doc), state: Y.encodeStateAsUpdate(doc), body: text.toString(), parts }
}

/** The parts with people in place of their devices' numbers. */
export function partsOf({ parts }: ReadText, writers: Record<string, string>): AnswerPart[] {
  return parts.map(({ text, writer, from }) => ({ text, by: writers[writer] ?? null, from }))
}
