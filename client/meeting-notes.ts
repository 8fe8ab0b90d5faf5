import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { findDraft, keepDraft } from '#client/draft.ts'
import { ask } from '#client/http.ts'
import { createNotesKeeper, type NotesDraft, type NotesKeeper, type NotesPort, type NotesState } from '#client/notes-keeper.ts'
import { keys } from '#client/query-keys.ts'
import type { Meeting, Notes } from '#domain/meeting.ts'

/**
 * The shared notes of a meeting: saved while people type, and when they leave the page.
 * @param meeting as it is known now; newer notes in it come in by themselves
 */
export function useMeetingNotes(
  groupId: string,
  meeting: Pick<Meeting, 'id' | 'notes' | 'notesVersion'>,
): NotesState & { keeper: NotesKeeper } {
  const client = useQueryClient()
  const { id, notes, notesVersion } = meeting
  const [keeper] = useState(() => {
    const save = async (change: Notes) => {
      const saved = await ask<Notes>('PUT', `/api/groups/${groupId}/meetings/${id}/notes`, change)
      client.setQueryData<Meeting>(keys.meeting(groupId, id), (known) =>
        known && known.notesVersion < saved.notesVersion ? { ...known, ...saved } : known,
      )
      return saved
    }
    return createNotesKeeper({ notes, notesVersion }, { save, ...deviceDraft(`meeting-notes:${id}`) })
  })
  useEffect(() => keeper.receive({ notes, notesVersion }), [keeper, notes, notesVersion])
  useEffect(() => {
    keeper.start()
    const flush = () => void keeper.flush()
    const flushHidden = () => document.visibilityState === 'hidden' && flush()
    document.addEventListener('visibilitychange', flushHidden)
    window.addEventListener('pagehide', flush)
    window.addEventListener('online', flush)
    return () => {
      document.removeEventListener('visibilitychange', flushHidden)
      window.removeEventListener('pagehide', flush)
      window.removeEventListener('online', flush)
      keeper.stop()
    }
  }, [keeper])
  const state = useSyncExternalStore(keeper.subscribe, keeper.snapshot, keeper.snapshot)
  return { ...state, keeper }
}

/** The draft of one meeting's notes on this device. */
function deviceDraft(what: string): Omit<NotesPort, 'save'> {
  function findNotesDraft(): NotesDraft | null {
    try {
      const kept: unknown = JSON.parse(findDraft(what) ?? 'null')
      return isNotesDraft(kept) ? kept : null
    } catch {
      return null
    }
  }
  return {
    findDraft: findNotesDraft,
    keepDraft: (draft) => keepDraft(what, JSON.stringify(draft)),
    removeDraft: (text) => {
      if (findNotesDraft()?.text === text) keepDraft(what, null)
    },
  }
}

function isNotesDraft(kept: unknown): kept is NotesDraft {
  if (typeof kept !== 'object' || kept === null || !('text' in kept) || !('base' in kept)) return false
  const { text, base } = kept as NotesDraft
  return typeof text === 'string' && typeof base?.notes === 'string' && typeof base?.notesVersion === 'number'
}
