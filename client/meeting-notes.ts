import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
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
    return createNotesKeeper({ notes, notesVersion }, { save, ...localDraft(`draft:meeting-notes:${id}`) })
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

/** A draft on this device. Where storage is full or forbidden the words live in the page alone. */
function localDraft(key: string): Omit<NotesPort, 'save'> {
  function findDraft(): NotesDraft | null {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
      return isDraft(kept) ? kept : null
    } catch {
      return null
    }
  }
  return {
    findDraft,
    keepDraft(draft) {
      try {
        localStorage.setItem(key, JSON.stringify(draft))
      } catch {
        // As above: the next save carries the words.
      }
    },
    removeDraft(text) {
      if (findDraft()?.text === text) localStorage.removeItem(key)
    },
  }
}

function isDraft(kept: unknown): kept is NotesDraft {
  if (typeof kept !== 'object' || kept === null || !('text' in kept) || !('base' in kept)) return false
  const { text, base } = kept as NotesDraft
  return typeof text === 'string' && typeof base?.notes === 'string' && typeof base?.notesVersion === 'number'
}
