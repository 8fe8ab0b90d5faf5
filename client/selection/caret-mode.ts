import { type Caret, type CaretText, type Move, moveCaret, unitAt } from '#client/selection/caret.ts'
import { moveOf } from '#client/selection/caret-keys.ts'
import { drawCaret } from '#client/selection/draw-caret.ts'
import { focusKeepingSelection } from '#client/selection/keep-selection.ts'
import { paragraphLinkAt } from '#client/selection/paragraph-link.ts'
import { readBlocks } from '#client/selection/text-blocks.ts'
import type { TextIndex } from '#client/selection/text-index.ts'
import { trimPassage } from '#domain/anchoring/describe.ts'
import type { Passage } from '#domain/anchoring/passage.ts'

export type CaretHooks = {
  /** Says something to people who do not see the caret. */
  say: (words: string) => void
  /** The reader wants to do something with these words. */
  choose: (passage: Passage, backward: boolean) => void
  /** Opens what is written about the words at an offset. @returns false when nothing is */
  openAt: (offset: number) => boolean
  /** What marks begin or end on the way to an offset, in words to say; empty where nothing changes. */
  marksAt: (offset: number) => string
  /** The caret was put into the text, or put away. */
  onTurn: (on: boolean) => void
}

export type CaretMode = {
  /** True from the first key until Escape, or until the pointer is used. */
  isOn(): boolean
  /** Where the caret is or was last; null before it was anywhere. */
  offset(): number | null
  /** Puts the caret at an offset, or at the selection, the focus or the first words in view, and the focus to its paragraph. */
  start(offset?: number): void
  stop(): void
  /** @returns true when the key was meant for the caret; it has acted then */
  onKey(event: KeyboardEvent): boolean
  remove(): void
}

/** Words said of a long selection, in UTF-16 units. */
const SAID = 300

/**
 * Reading and selecting with the keyboard alone. The focus stays on the number of the paragraph that the caret is in, so
 * that Tab goes on from there; nothing here takes keys while the focus is elsewhere.
 */
export function createCaretMode(index: TextIndex, { say, choose, openAt, marksAt, onTurn }: CaretHooks): CaretMode {
  const root = index.root as HTMLElement
  const page = root.ownerDocument
  const mac = /Mac|iP(hone|ad)/.test(navigator.platform)
  const drawn = drawCaret(index)
  let on = false
  let caret: Caret | null = null
  /** The last key was Tab: what has the focus next is where the reader is. */
  let byTab = false

  let known: CaretText | null = null
  const text = (): CaretText => {
    if (known?.text !== index.text) known = { text: index.text, blocks: readBlocks(index), language: root.lang }
    return known
  }
  const nodeAt = (offset: number) => index.spanOf({ start: offset, end: offset + 1 })?.start.node ?? root
  const elementAt = (offset: number) => nodeAt(offset).parentElement ?? root

  /** Shows the caret and what it selects, and keeps the focus with it. */
  function show(next: Caret): void {
    caret = next
    const { anchor, focus } = next
    const [start, end] = [Math.min(anchor, focus), Math.max(anchor, focus)]
    const span = index.spanOf({ start, end: Math.max(end, start + 1) })
    const [from, to] = span && anchor > focus ? [span.end, span.start] : [span?.start, anchor === focus ? span?.start : span?.end]
    if (from && to) page.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset)
    // After the selection, which takes the focus away in some browsers.
    focusKeepingSelection(holderOf(Math.min(focus, index.text.length - 1)))
    drawn.moveTo(focus, focus > anchor)
  }

  /** The number of the paragraph around an offset, or what else can hold the focus. */
  function holderOf(offset: number): HTMLElement {
    const active = page.activeElement
    const here = nodeAt(offset)
    if (active instanceof HTMLElement && active !== root && root.contains(active) && active.contains(here)) return active
    const number = paragraphLinkAt(root, here)
    if (number) return number
    root.tabIndex = -1
    return root
  }

  function firstInView(): number {
    const block = [...root.children].find((child) => child.getBoundingClientRect().bottom > 64)
    return block ? index.offsetOf({ node: block, offset: 0 }) : 0
  }

  /** Where somebody who has not used the caret yet would look for it. */
  function likelyOffset(): number {
    const { anchorNode, anchorOffset = 0 } = page.getSelection() ?? {}
    const { activeElement } = page
    if (activeElement && activeElement !== root && root.contains(activeElement)) return index.offsetOf({ node: activeElement, offset: 0 })
    if (anchorNode && root.contains(anchorNode)) return index.offsetOf({ node: anchorNode, offset: anchorOffset })
    return caret && isInView(caret.focus) ? caret.focus : firstInView()
  }

  function isInView(offset: number): boolean {
    const rect = index.rangeOf({ start: offset, end: offset + 1 })?.getBoundingClientRect()
    return rect !== undefined && rect.bottom > 0 && rect.top < innerHeight
  }

  function move(by: Move): void {
    if (!caret) return
    const before = caret
    show(moveCaret(text(), caret, by))
    const words = by.extend ? sayChange(before.anchor, before.focus, caret.focus) : sayUnit(by)
    say([marksAt(caret.focus), words].filter(Boolean).join(' '))
  }

  function sayUnit({ over }: Move): string {
    const unit = over === 'paragraph' ? 'sentence' : over === 'edge of paragraph' || over === 'edge of text' ? 'word' : over
    const found = caret && unitAt(text(), caret.focus, unit)
    return found ? index.text.slice(found.start, found.end) : 'End of the text.'
  }

  /** What a key added to the selection or took from it. */
  function sayChange(anchor: number, from: number, to: number): string {
    const words = index.text.slice(Math.min(from, to), Math.max(from, to)).trim()
    const short = words.length > SAID ? `${words.slice(0, SAID / 2)} … ${words.slice(-SAID / 2)}` : words
    if (!words) return ''
    return `${Math.abs(to - anchor) > Math.abs(from - anchor) ? 'Selected' : 'No longer selected'}: ${short}`
  }

  /** The menu for what is selected; for nothing selected the notes under the caret, or else the word. */
  function act(): void {
    if (!caret) return
    const { anchor, focus } = caret
    if (anchor === focus && openAt(focus)) return
    const word = anchor === focus ? unitAt(text(), focus, 'word') : null
    if (word) show({ anchor: word.start, focus: word.end })
    const passage = trimPassage(index.text, word ?? { start: Math.min(anchor, focus), end: Math.max(anchor, focus) })
    if (passage) choose(passage, anchor > focus)
  }

  /** Tab goes to the next link behind the caret, which the browser would look for behind the paragraph's number. */
  function tab(event: KeyboardEvent): boolean {
    if (!caret || !page.activeElement?.matches('.paragraph-link')) return false
    const { focus } = caret
    const places = [...root.querySelectorAll<HTMLElement>('a[href]')].map((link) => ({
      link,
      at: index.offsetOf({ node: link, offset: 0 }),
    }))
    const others = places.filter(({ link }) => link !== page.activeElement)
    const next = event.shiftKey ? others.findLast(({ at }) => at < focus) : others.find(({ at }) => at >= focus)
    next?.link.focus()
    return next !== undefined
  }

  function turn(to: boolean): void {
    if (on !== to) onTurn(to)
    on = to
    if (!on) drawn.hide()
  }
  const stop = () => turn(false)

  const onFocus = ({ target }: FocusEvent) => {
    if (!on || !(target instanceof Element)) return
    if (!root.contains(target)) return target.closest('.annotate-menu') ? undefined : stop()
    // Where the focus only stays with the caret, this does not move; else Tab would lead back to it again and again.
    if (target === root || (target.matches('.paragraph-link') && !byTab)) return
    const at = index.offsetOf({ node: target, offset: 0 })
    caret = { anchor: at, focus: at }
    drawn.moveTo(at, false)
  }
  // What was selected may be given up by others: by the menu when it is done, or by the pointer.
  const onSelection = () => {
    if (!on || !caret || caret.anchor === caret.focus || !page.getSelection()?.isCollapsed) return
    caret = { anchor: caret.focus, focus: caret.focus }
  }
  page.addEventListener('pointerdown', stop)
  page.addEventListener('focusin', onFocus)
  page.addEventListener('selectionchange', onSelection)

  return {
    isOn: () => on,
    offset: () => caret?.focus ?? null,
    start(offset = likelyOffset()) {
      turn(true)
      const word = unitAt(text(), offset, 'word')
      const at = word?.start ?? offset
      show({ anchor: at, focus: at })
      const sentence = unitAt(text(), at, 'sentence')
      say(['Caret in the text.', marksAt(at), sentence ? index.text.slice(at, sentence.end) : ''].filter(Boolean).join(' '))
    },
    stop,
    onKey(event) {
      const { activeElement } = page
      byTab = event.key === 'Tab'
      if (!activeElement || !root.contains(activeElement)) return false
      const begins = !on && activeElement.matches('.paragraph-link')
      const under = begins || !caret ? activeElement : elementAt(caret.focus)
      const by = moveOf(event, getComputedStyle(under).direction === 'rtl', mac)
      if (begins && by && (by.over === 'word' || by.extend)) {
        this.start(index.offsetOf({ node: activeElement, offset: 0 }))
        if (by.extend) move(by)
        return true
      }
      if (!on || !caret) return false
      if (by) move(by)
      else if (event.ctrlKey || event.altKey || event.metaKey) return false
      else if (event.key === 'Tab') return tab(event)
      else if (event.key === 'Enter' && (activeElement === root || activeElement.matches('.paragraph-link'))) act()
      else if (event.key !== 'Escape') return false
      else if (caret.anchor !== caret.focus) show({ anchor: caret.focus, focus: caret.focus })
      else {
        stop()
        say('The caret is put away.')
      }
      return true
    },
    remove() {
      stop()
      page.removeEventListener('pointerdown', stop)
      page.removeEventListener('focusin', onFocus)
      page.removeEventListener('selectionchange', onSelection)
      drawn.remove()
    },
  }
}
