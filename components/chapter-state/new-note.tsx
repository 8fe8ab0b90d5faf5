'use client'

import { createContext, type ReactNode, useMemo } from 'react'
import { findDraft, useDraft } from '#client/draft.ts'
import { newId } from '#client/new-id.ts'
import { useChapterPage } from '#components/chapter-state/chapter-page.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { useWriting, type Writing } from '#components/threads/use-writing.ts'
import { useToast } from '#components/ui/toast.tsx'
import { useRequired } from '#components/ui/use-required.ts'
import type { Passage } from '#domain/anchoring/passage.ts'
import type { Selectors } from '#domain/anchoring/selectors.ts'
import type { Visibility } from '#domain/annotation.ts'

/** What is being written: a note, or a question that is suggested to the group. */
export type NewNoteKind = 'note' | 'question'

/** Where a note is to go, who may see it, and the ids that it and its question will have however often they are sent. */
type Target = Selectors & { id: string; questionId?: string; visibility: Visibility; kind?: NewNoteKind; tags?: string[] }

/** Where the note that is being written stands. */
type NewNotePlace = {
  target: Target | null
  /** Its passage in the text as it stands, null where the text has lost it. */
  passage: Passage | null
  /** Its field is open, as opposed to a note that was put away. */
  open: boolean
}

/** The note that is being written; at most one a chapter. */
type NewNote = NewNotePlace & {
  writing: Writing
  /** Begins a note at a passage, or moves the one that has begun there. */
  startAt: (passage: Selectors, kind: NewNoteKind) => void
  setVisibility: (visibility: Visibility) => void
  setTags: (tags: string[]) => void
}

const NewNoteContext = createContext<NewNote | null>(null)
const NewNotePlaceContext = createContext<NewNotePlace | null>(null)

/** The note that is being written, with its words. It changes with every key. */
export const useNewNote = (): NewNote => useRequired(NewNoteContext, 'NewNoteProvider')

/** Where that note stands, which typing in it does not change. */
export const useNewNotePlace = (): NewNotePlace => useRequired(NewNotePlaceContext, 'NewNoteProvider')

/** Keeps a begun note, its passage and its visibility on this device until it is saved or given up. */
export function NewNoteProvider({ children }: { children: ReactNode }) {
  const newNote = useBegunNote()
  const { target, passage, open } = newNote
  const place = useMemo(() => ({ target, passage, open }), [target, passage, open])
  return (
    <NewNotePlaceContext value={place}>
      <NewNoteContext value={newNote}>{children}</NewNoteContext>
    </NewNotePlaceContext>
  )
}

function useBegunNote(): NewNote {
  const { groupId, chapter, accountId } = useTalkPlace()
  // Where it is narrow, nothing in view leads back to a note that was put away: a message does.
  const { article, wide } = useChapterPage()
  const toast = useToast()
  const writing = useWriting(`note:${groupId}:${chapter}`)
  const targetName = `${accountId}:note-target:${groupId}:${chapter}`
  const kept = useDraft(targetName)
  const target = useMemo(() => parseTarget(kept.text), [kept.text])
  const text = article?.index.text
  const passage = useMemo(() => (target && text !== undefined ? findPassage(target, text) : null), [target, text])
  const keep = (next: Target) => kept.setText(JSON.stringify(next))
  return {
    target: writing.open || writing.waits ? target : null,
    passage,
    open: writing.open && target !== null,
    writing: {
      ...writing,
      ...(target?.kind !== 'question' && { choices: choicesOf(target) }),
      close(how) {
        writing.close(how)
        if (how !== 'left' || wide || !writing.waits) return
        toast(target?.kind === 'question' ? 'Your question is kept.' : 'Your note is kept.', { label: 'Go on', run: writing.start })
      },
      finish(sent, saved) {
        const now = parseTarget(findDraft(targetName) ?? '')
        // What was chosen since goes on with the words; what was sent is no change.
        const chosen = now && now.kind !== 'question' && JSON.stringify(choicesOf(now)) !== JSON.stringify(sent.choices)
        if (chosen) writing.choose(choicesOf(now))
        const goesOn = writing.finish({ text: sent.text }, saved)
        kept.clear()
        return goesOn
      },
    },
    startAt(passage, kind) {
      const begun = writing.waits && target ? target : { visibility: 'GROUP' as const, id: newId(), questionId: newId() }
      keep({ ...begun, ...passage, kind })
      writing.start()
    },
    setVisibility(visibility) {
      if (target) keep({ ...target, visibility })
    },
    setTags(tags) {
      if (target) keep({ ...target, tags })
    },
  }
}

const choicesOf = (target: Target | null) => ({ visibility: target?.visibility, tags: target?.tags ?? [] })

function parseTarget(kept: string): Target | null {
  try {
    const target: unknown = JSON.parse(kept || 'null')
    const sound = typeof target === 'object' && target !== null && 'exact' in target && 'start' in target && 'id' in target
    return sound ? (target as Target) : null
  } catch {
    return null
  }
}

/** The chapter may have changed since the note was begun: then the same words will do where they stand only once, or once between the same. */
function findPassage({ exact, prefix, suffix, start }: Target, text: string): Passage | null {
  const isBetween = (at: number) => text.slice(0, at).endsWith(prefix) && text.startsWith(suffix, at + exact.length)
  const places: number[] = []
  if (text.startsWith(exact, start) && isBetween(start)) places.push(start)
  else for (let at = text.indexOf(exact); at !== -1; at = text.indexOf(exact, at + 1)) places.push(at)
  const [at, another] = places.length > 1 ? places.filter(isBetween) : places
  return at !== undefined && another === undefined ? { start: at, end: at + exact.length } : null
}
