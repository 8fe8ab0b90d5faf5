import * as Y from 'yjs'
import { newId } from '#client/new-id.ts'
import type { TextNews } from '#domain/group-answer.ts'
import { Problem } from '#domain/problem.ts'

/** How long typing pauses before it is sent, and how long what failed waits at first and at most; in milliseconds. */
const PAUSE = 400
const RETRY = 3_000
const LONGEST_RETRY = 60_000

/** `unsent`: words that the server does not have yet; `message` says why, where that is known. */
export type TextState = { text: string; unsent: boolean; message: string }

export type TextPort = {
  /** @throws OfflineError, Problem */
  pull: (after: number) => Promise<TextNews>
  push: (addition: { id: string; update: string; after: number }) => Promise<TextNews>
  /** What this device has kept of words that were not sent, or null. */
  find: () => string | null
  keep: (state: string | null) => void
}

export type SharedText = ReturnType<typeof createSharedText>

/**
 * One device's copy of a text that many write, with or without a connection. What is typed is kept on the device until the server has it, and
 * the copies of all come out alike whatever the order (decision 0024).
 */
export function createSharedText(port: TextPort) {
  const doc = new Y.Doc()
  const words = doc.getText('words')
  let seq = 0
  let vector: Uint8Array | null = null
  let dirty = false
  let lastKept: string | null = null
  let running: Promise<void> | null = null
  let retry = RETRY
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false
  let held: TextNews[] | null = null
  let state: TextState = { text: '', unsent: false, message: '' }
  let around = (apply: () => void) => apply()
  const listeners = new Set<() => void>()

  const kept = port.find()
  if (kept !== null) {
    try {
      Y.applyUpdate(doc, fromBase64(kept), 'device')
      dirty = true
      lastKept = kept
    } catch {
      // What cannot be read was never ours.
    }
  }
  state = { ...state, text: words.toString(), unsent: dirty }

  const show = (change: Partial<TextState>) => {
    state = { ...state, text: words.toString(), unsent: dirty, ...change }
    for (const listener of listeners) listener()
  }

  doc.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin !== 'reader') return
    dirty = true
    keepHere()
    show({})
    sendAfter(PAUSE)
  })

  /** Keeps what this window has, with what another window of this device has kept. */
  function keepHere(): void {
    const own = Y.encodeStateAsUpdate(doc)
    const other = port.find()
    lastKept = toBase64(other === null || other === lastKept ? own : Y.mergeUpdates([fromBase64(other), own]))
    port.keep(lastKept)
  }

  function sendAfter(milliseconds: number): void {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(sync, milliseconds)
  }

  function take(news: TextNews): void {
    if (held) {
      held.push(news)
      return
    }
    around(() =>
      doc.transact(() => {
        for (const update of news.updates) Y.applyUpdate(doc, fromBase64(update))
      }, 'server'),
    )
    seq = Math.max(seq, news.seq)
    vector = fromBase64(news.vector)
  }

  async function exchange(): Promise<void> {
    take(await port.pull(seq))
    while (dirty && held === null && vector !== null) {
      dirty = false
      const update = toBase64(Y.encodeStateAsUpdate(doc, vector))
      try {
        take(await port.push({ id: newId(), update, after: seq }))
      } catch (failure) {
        dirty = true
        throw failure
      }
    }
    // Another window may have kept more meanwhile.
    if (!dirty && port.find() === lastKept) port.keep(null)
  }

  /** Fetches what others wrote and sends what was written here. Never rejects: what fails is tried again. */
  function sync(): Promise<void> {
    running ??= exchange()
      .then(
        () => {
          retry = RETRY
          show({ message: '' })
        },
        (failure: unknown) => {
          // Letters that never came: with the account of the whole text the next try sends them again.
          if (failure instanceof Problem && failure.kind === 'conflict') vector = null
          show({ message: failure instanceof Error ? failure.message : String(failure) })
          sendAfter(retry)
          retry = Math.min(retry * 2, LONGEST_RETRY)
        },
      )
      .finally(() => {
        running = null
        if (dirty && !stopped && state.message === '') sendAfter(PAUSE)
      })
    return running
  }

  return {
    read: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    sync,
    /** The text as it stands now. */
    words: () => words.toString(),
    /** The field now holds this, with the caret behind what was typed: what differs goes into the text. It is nobody's sentence. */
    edit(value: string, caret: number) {
      const { at, removed, added } = differenceOf(words.toString(), value, caret)
      if (removed === 0 && added === '') return
      doc.transact(() => {
        if (removed > 0) words.delete(at, removed)
        if (added) words.insert(at, added, { from: null })
      }, 'reader')
    },
    /** Puts a sentence of somebody's answer at a place, with a link to it. */
    insert(at: number, sentence: string, answerId: string) {
      const before = words.toString().slice(0, at)
      const gap = before === '' || /\s$/.test(before) ? '' : ' '
      around(() =>
        doc.transact(() => {
          words.insert(at, gap, { from: null })
          words.insert(at + gap.length, sentence, { from: answerId })
        }, 'reader'),
      )
    },
    /** A place that stays between the same letters while others write. */
    mark: (at: number) => Y.createRelativePositionFromTypeIndex(words, at),
    placeOf: (mark: Y.RelativePosition) => Y.createAbsolutePositionFromRelativePosition(mark, doc)?.index ?? words.length,
    /** What comes from others waits while somebody composes a word. */
    hold(wish: boolean) {
      const waiting = held ?? []
      held = wish ? waiting : null
      if (wish) return
      for (const news of waiting) take(news)
      if (waiting.length > 0) show({})
    },
    /** Is given every change that does not come from the field, to be applied with the caret kept. */
    onOutside(wrap: typeof around) {
      around = wrap
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}

/**
 * What one edit made of a text: the letters between what stayed at both ends. Where it could have been several, it was the one that ends at the
 * caret. No pair of surrogates is cut in two.
 */
export function differenceOf(before: string, after: string, caret: number): { at: number; removed: number; added: string } {
  const most = Math.min(before.length, after.length)
  const isSameFromEnd = (end: number) => before[before.length - 1 - end] === after[after.length - 1 - end]
  let end = 0
  while (end < Math.min(most, after.length - caret) && isSameFromEnd(end)) end++
  let at = 0
  while (at < most - end && before[at] === after[at]) at++
  while (end < most - at && isSameFromEnd(end)) end++
  if (at > 0 && isHigh(before.charCodeAt(at - 1))) at--
  if (end > 0 && isLow(before.charCodeAt(before.length - end))) end--
  return { at, removed: before.length - at - end, added: after.slice(at, after.length - end) }
}

const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00
const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
