'use client'

import { type KeyboardEvent, useEffect, useRef } from 'react'
import { isComposing } from '#client/composing.ts'
import { useReact } from '#client/reactions.ts'
import { REACTION_SIGNS } from '#components/threads/reaction-signs.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { useNamesOf } from '#components/threads/use-names-of.ts'
import { Button } from '#components/ui/button.tsx'
import { useTellFailure } from '#components/ui/toast.tsx'
import { type Reaction, ReactionKind } from '#domain/reaction.ts'
import type { AboutSaying } from '#domain/saying.ts'
import * as say from '#messages/reactions.ts'

type ReactionPanelProps = { subject: Pick<AboutSaying, 'noun' | 'id'>; reactions: Reaction[]; onDone: () => void }

/** Every reaction there is, with the names of those who gave it. The one that is pressed is given or taken back. */
export function ReactionPanel({ subject, reactions, onDone }: ReactionPanelProps) {
  const react = useReact(useTalkPlace(), subject)
  const tell = useTellFailure()
  const namesOf = useNamesOf()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => list.current?.querySelector('button')?.focus({ preventScroll: true }), [])

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event.nativeEvent) || event.key !== 'Escape') return
    event.stopPropagation()
    onDone()
  }
  async function press(kind: ReactionKind, on: boolean) {
    try {
      await react.mutateAsync({ kind, on })
      onDone()
    } catch (failure) {
      tell(failure)
    }
  }
  return (
    <ul ref={list} aria-label={say.reactions()} onKeyDown={onKeyDown} className="rounded-md border border-line p-1">
      {ReactionKind.options.map((kind) => {
        const given = reactions.find((reaction) => reaction.kind === kind)
        const mine = given?.mine ?? false
        return (
          <li key={kind} className="flex flex-wrap items-center gap-x-2 text-sm">
            <Button
              variant={mine ? 'quiet' : 'plain'}
              size="small"
              aria-pressed={mine}
              busy={react.isPending}
              onClick={() => press(kind, !mine)}
            >
              <span aria-hidden>{REACTION_SIGNS[kind]}</span> {say.kind({ kind })}
            </Button>
            {given && <span className="wrap-anywhere text-muted">{namesOf(given)}</span>}
          </li>
        )
      })}
    </ul>
  )
}
