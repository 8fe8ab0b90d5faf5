'use client'

import { useEffect, useEffectEvent, useId, useState } from 'react'
import { isComposing } from '#client/composing.ts'
import { useMemberNames } from '#client/members.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { fold } from '#domain/search/fold.ts'
import * as say from '#messages/threads.ts'

/** So many names are offered. */
const OFFERED = 6

type MentionListProps = {
  field: HTMLTextAreaElement
  /** What was typed after the "@". */
  begun: string
  onPick: (name: string) => void
  onClose: () => void
}

/** Offers the names of members to whoever has typed "@" in a field; the keys stay with the field. */
export function MentionList({ field, begun, onPick, onClose }: MentionListProps) {
  const { groupId, viewerId } = useTalkPlace()
  const names = useMemberNames(groupId, viewerId)
  const offered = names.filter((name) => ` ${fold(name)}`.includes(` ${fold(begun)}`)).slice(0, OFFERED)
  const [at, setAt] = useState(0)
  const chosen = Math.min(at, offered.length - 1)
  const id = useId()

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isComposing(event) || offered.length === 0) return
    const { key, ctrlKey, metaKey } = event
    if (key === 'ArrowDown' || key === 'ArrowUp') setAt((chosen + (key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length)
    else if ((key === 'Enter' && !ctrlKey && !metaKey) || key === 'Tab') onPick(offered[chosen] ?? '')
    else if (key === 'Escape') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    field.addEventListener('keydown', listen)
    return () => field.removeEventListener('keydown', listen)
  }, [field])

  const isOpen = offered.length > 0
  useEffect(() => {
    if (!isOpen) return
    field.setAttribute('aria-controls', id)
    field.setAttribute('aria-activedescendant', `${id}-${chosen}`)
    return () => {
      field.removeAttribute('aria-controls')
      field.removeAttribute('aria-activedescendant')
    }
  }, [field, id, isOpen, chosen])

  if (!isOpen) return null
  return (
    <div
      id={id}
      role="listbox"
      aria-label={say.members()}
      className="absolute inset-x-0 top-full z-10 mt-1 rounded-md border border-muted bg-raised p-1 shadow-md"
    >
      {offered.map((name, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the chosen one
        <div
          key={name}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          onPointerDown={(event) => {
            // The field keeps the focus, and a phone its keyboard.
            event.preventDefault()
            onPick(name)
          }}
          className={`wrap-anywhere flex cursor-pointer items-center rounded-sm px-2 target ${index === chosen ? 'bg-accent text-accent-ink' : ''}`}
        >
          {name}
        </div>
      ))}
    </div>
  )
}
