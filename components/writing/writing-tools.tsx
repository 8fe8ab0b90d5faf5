'use client'

import { Bold, Eye, Italic, Link, List, Pilcrow, Quote } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type RefObject, use, useEffect, useEffectEvent, useId, useState } from 'react'
import { isComposing } from '#client/composing.ts'
import { insertInField } from '#client/insert-in-field.ts'
import { around, before, type Change, link, passageName, type Selected } from '#components/writing/mark-words.ts'
import { PassageToolContext } from '#components/writing/passage-tool.tsx'
import { Preview } from '#components/writing/preview.tsx'
import * as say from '#messages/writing.ts'

type WritingToolsProps = {
  field: RefObject<HTMLTextAreaElement | null>
  /** Group in which the words are to be said. */
  groupId: string
}
type Tool = { label: string; icon: ReactNode; change?: (field: Selected) => Change; key?: string }

const TOOLS: Tool[] = [
  { label: say.bold(), icon: <Bold aria-hidden size={18} />, change: (field) => around('**', field), key: 'b' },
  { label: say.italic(), icon: <Italic aria-hidden size={18} />, change: (field) => around('*', field), key: 'i' },
  { label: say.quote(), icon: <Quote aria-hidden size={18} />, change: (field) => before('> ', field) },
  { label: say.list(), icon: <List aria-hidden size={18} />, change: (field) => before('- ', field) },
  { label: say.link(), icon: <Link aria-hidden size={18} />, change: link, key: 'k' },
]

/** Below a field for Markdown: what marks its words, names a passage of the text, and shows what the words will look like. */
export function WritingTools({ field, groupId }: WritingToolsProps) {
  const PassageTool = use(PassageToolContext)
  const [open, setOpen] = useState<'passage' | 'preview' | null>(null)
  const below = useId()
  const make = (change: (selected: Selected) => Change) => {
    const { current: area } = field
    if (!area) return
    // A word that is still being composed is taken as it stands.
    area.blur()
    area.focus({ preventScroll: true })
    const { start, end, words, select } = change(area)
    area.setSelectionRange(start, end)
    insertInField(area, words, select)
  }
  useFieldKeys(field, make)
  const toggle = (what: 'passage' | 'preview') => setOpen(open === what ? null : what)
  const opener = (what: 'passage' | 'preview') => ({ 'aria-expanded': open === what, 'aria-controls': open === what ? below : undefined })
  const look = 'inline-flex min-w-11 items-center justify-center gap-1 rounded-sm px-2 text-sm target hover:bg-line'
  return (
    <div className="space-y-2">
      {/* The field keeps the focus and its selection, and a phone its keyboard. */}
      <div
        role="toolbar"
        aria-label={say.tools()}
        onKeyDown={moveAlong}
        onPointerDown={(event) => event.pointerType !== 'touch' && event.preventDefault()}
        onMouseDown={(event) => event.preventDefault()}
        className="flex flex-wrap text-accent"
      >
        {TOOLS.map(({ label, icon, change }, at) => (
          <button
            key={label}
            type="button"
            aria-label={label}
            title={label}
            tabIndex={at === 0 ? 0 : -1}
            onClick={() => change && make(change)}
            className={look}
          >
            {icon}
          </button>
        ))}
        {PassageTool && (
          <button
            type="button"
            aria-label={say.passage()}
            title={say.passage()}
            tabIndex={-1}
            {...opener('passage')}
            onClick={() => toggle('passage')}
            className={look}
          >
            <Pilcrow aria-hidden size={18} />
          </button>
        )}
        <button type="button" tabIndex={-1} {...opener('preview')} onClick={() => toggle('preview')} className={look}>
          <Eye aria-hidden size={18} /> {say.preview()}
        </button>
      </div>
      {open && (
        <div id={below}>
          {open === 'preview' && <Preview groupId={groupId} field={field} />}
          {open === 'passage' && PassageTool && (
            <PassageTool
              onPick={(place, quote) => {
                setOpen(null)
                make(({ selectionStart, selectionEnd }) => {
                  const words = passageName(place, quote)
                  return { start: selectionStart, end: selectionEnd, words, select: [words.length, words.length] }
                })
              }}
            />
          )}
        </div>
      )}
    </div>
  )
}

/** Left and right go from tool to tool, and the toolbar is one stop for Tab. */
function moveAlong(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (!step || isComposing(event.nativeEvent)) return
  const tools = [...event.currentTarget.querySelectorAll('button')]
  const from = tools.indexOf(document.activeElement as HTMLButtonElement)
  const to = tools[(from + step + tools.length) % tools.length]
  event.preventDefault()
  for (const tool of tools) tool.tabIndex = tool === to ? 0 : -1
  to?.focus()
}

/** Ctrl+B, Ctrl+I and Ctrl+K, as everywhere where people write. */
function useFieldKeys(field: RefObject<HTMLTextAreaElement | null>, make: (change: (selected: Selected) => Change) => void): void {
  const onKey = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (isComposing(event) || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey)) return
    const tool = TOOLS.find(({ key }) => key === event.key.toLowerCase())
    if (!tool?.change) return
    event.preventDefault()
    make(tool.change)
  })
  useEffect(() => {
    const { current: area } = field
    const listen = (event: globalThis.KeyboardEvent) => onKey(event)
    area?.addEventListener('keydown', listen)
    return () => area?.removeEventListener('keydown', listen)
  }, [field])
}
