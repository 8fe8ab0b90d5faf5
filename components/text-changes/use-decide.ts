'use client'

import { useAcceptFound, useAcknowledgeDecision, useDecideChange, useUndoDecision } from '#client/changes.ts'
import { newId } from '#client/new-id.ts'
import { useTellFailure, useToast } from '#components/ui/toast.tsx'
import type { Selectors } from '#domain/anchoring/selectors.ts'
import type { DecidedNote, Place } from '#domain/change.ts'

/** A note as far as deciding about it goes. */
type Subject = { annotationId: string; place: Place }

/** What can be decided about a note. Each is done at once, and can be undone from the message that tells it. */
export function useDecide(groupId: string) {
  const decide = useDecideChange(groupId)
  const undo = useUndoDecision(groupId)
  const note = useAcknowledgeDecision(groupId)
  const all = useAcceptFound(groupId)
  const toast = useToast()
  const tell = useTellFailure()
  const takeBack = (id: string) => undo.mutateAsync(id)

  async function send(decision: Parameters<typeof decide.mutateAsync>[0], said: string): Promise<boolean> {
    try {
      await decide.mutateAsync(decision)
      toast(said, { label: 'Undo', run: () => void takeBack(decision.id).catch(tell) })
      return true
    } catch (failure) {
      tell(failure)
      return false
    }
  }
  return {
    busy: decide.isPending || undo.isPending || note.isPending || all.isPending,
    accept: ({ annotationId, place }: Subject) =>
      send({ id: newId(), annotationId, from: place, decision: 'accept' }, 'The note keeps its place, with the new words.'),
    keepUnattached: ({ annotationId, place }: Subject) =>
      send({ id: newId(), annotationId, from: place, decision: 'unattach' }, 'The note is kept without a place in the text.'),
    acceptFound: ({ annotationId, place }: Subject) =>
      send({ id: newId(), annotationId, from: place, decision: 'accept' }, 'The note has been moved there.'),
    /** @returns false when it failed; some may have been moved all the same */
    acceptAllFound: async (chapter: string, whose: 'own' | 'others'): Promise<boolean> => {
      try {
        await all.mutateAsync({ chapter, whose })
        toast('The notes have been moved to where their words are.')
        return true
      } catch (failure) {
        tell(failure)
        return false
      }
    },
    attach: ({ annotationId, place }: Subject, chapter: string, chapterRevision: string, to: Selectors) =>
      send(
        { id: newId(), annotationId, from: place, decision: 'attach', chapter, chapterRevision, to },
        'The note is attached to these words.',
      ),
    takeBack: ({ changeId }: DecidedNote) => takeBack(changeId).catch(tell),
    acknowledge: ({ changeId }: DecidedNote) => note.mutateAsync(changeId).catch(tell),
  }
}
