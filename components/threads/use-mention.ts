'use client'

import { type RefObject, useState } from 'react'

/** A name that is being begun: "@" at the head of a word, with what was typed after it up to the caret. */
const BEGUN = /(?:^|[\s(“"'>])@([\p{L}\p{N}'’.-]*(?: [\p{L}\p{N}'’.-]+)?)$/u

/** A mention that somebody is typing in a field. */
export type Mention = {
  /** What stands after the "@"; null while none is being typed. */
  begun: string | null
  /** Looks again, after the words or the caret changed. */
  look: (field: HTMLTextAreaElement) => void
  close: () => void
  /** Writes the name in place of what was begun. */
  complete: (name: string) => void
}

/** @param setText takes the words of the field with the name in them */
export function useMention(field: RefObject<HTMLTextAreaElement | null>, setText: (text: string) => void): Mention {
  const [begun, setBegun] = useState<string | null>(null)
  return {
    begun,
    look: ({ value, selectionStart, selectionEnd }) =>
      setBegun(selectionStart === selectionEnd ? (BEGUN.exec(value.slice(0, selectionStart))?.[1] ?? null) : null),
    close: () => setBegun(null),
    complete(name) {
      const area = field.current
      if (!area || begun === null) return
      const start = area.selectionStart - begun.length
      const rest = area.value.slice(area.selectionStart)
      setText(`${area.value.slice(0, start)}${name}${rest.startsWith(' ') ? '' : ' '}${rest}`)
      setBegun(null)
      const caret = start + name.length + 1
      // Once the words stand in the field.
      requestAnimationFrame(() => area.setSelectionRange(caret, caret))
    },
  }
}
