'use client'

import { useId, useRef, useState } from 'react'
import { REACTION_SIGNS } from '#components/threads/reaction-signs.ts'
import { useNamesOf } from '#components/threads/use-names-of.ts'
import { Button } from '#components/ui/button.tsx'
import { later } from '#components/ui/later.tsx'
import type { Reaction } from '#domain/reaction.ts'
import type { AboutSaying } from '#domain/saying.ts'
import * as say from '#messages/reactions.ts'

const ReactionPanel = later(() => import('#components/threads/reaction-panel.tsx').then((file) => file.ReactionPanel))

type ReactionsProps = { noun: AboutSaying['noun']; id: string; reactions: Reaction[] }

/** How others reacted to some words, each kind with its count; pressing one tells whose they are, and lets the reader join or take theirs back. */
export function Reactions({ noun, id, reactions }: ReactionsProps) {
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLElement | null>(null)
  const panel = useId()
  const press = (button: HTMLElement) => {
    opener.current = button
    setOpen(!open)
  }
  const close = () => {
    setOpen(false)
    opener.current?.focus()
  }
  const opens = { 'aria-expanded': open, 'aria-controls': open ? panel : undefined }
  return (
    <>
      <ReactionCounts reactions={reactions} opens={opens} onPress={press} />
      <Button
        variant="plain"
        size="small"
        className="needs-script adds"
        aria-label={say.reactTo({ noun })}
        {...opens}
        onPointerEnter={ReactionPanel.prepare}
        onClick={({ currentTarget }) => press(currentTarget)}
      >
        {say.react()}
      </Button>
      {open && (
        <div id={panel} className="w-full">
          <ReactionPanel subject={{ noun, id }} reactions={reactions} onDone={close} />
        </div>
      )}
    </>
  )
}

type ReactionCountsProps = {
  reactions: Reaction[]
  opens: { 'aria-expanded': boolean; 'aria-controls': string | undefined }
  onPress: (button: HTMLElement) => void
}

function ReactionCounts({ reactions, opens, onPress }: ReactionCountsProps) {
  const namesOf = useNamesOf()
  return reactions.map((reaction) => (
    <button
      key={reaction.kind}
      type="button"
      {...opens}
      onPointerEnter={ReactionPanel.prepare}
      onClick={({ currentTarget }) => onPress(currentTarget)}
      className="inline-flex items-center px-1 target"
    >
      <span className="sr-only">{say.tally({ kind: say.kind(reaction), names: namesOf(reaction) })}</span>
      <span aria-hidden className={`rounded-full border px-2 text-sm ${reaction.mine ? 'border-accent text-accent' : 'border-muted'}`}>
        {REACTION_SIGNS[reaction.kind]} {reaction.count}
      </span>
    </button>
  ))
}
