import { OfflineError } from '#client/http.ts'
import { mergeNotes } from '#client/notes-merge.ts'
import type { Notes } from '#domain/meeting.ts'
import { mayPass, Problem } from '#domain/problem.ts'

/** How long typing pauses before it is saved, and how long a failed save waits at first and at most; in milliseconds. */
const PAUSE = 800
const RETRY = 4_000
const LONGEST_RETRY = 60_000

/** `message` says why it is not saved. */
export type NotesState = { text: string; status: 'saved' | 'saving' | 'unsaved'; message: string }

/** What was typed and not confirmed, with the text that it started from. */
export type NotesDraft = { base: Notes; text: string }

export type NotesPort = {
  /** @throws Problem `conflict` with the `current` notes; OfflineError */
  save: (change: Notes) => Promise<Notes>
  findDraft: () => NotesDraft | null
  keepDraft: (draft: NotesDraft) => void
  /** Removes the draft with this text; another page's newer draft stays. */
  removeDraft: (text: string) => void
}

export type NotesKeeper = ReturnType<typeof createNotesKeeper>

/**
 * Keeps one person's view of notes that many write: saves what is typed, takes in what others saved, and loses neither.
 * @param confirmed the notes as the server told them last
 */
export function createNotesKeeper(confirmed: Notes, port: NotesPort) {
  let base = confirmed
  let waiting: Notes | null = null
  let state: NotesState = { text: base.notes, status: 'saved', message: '' }
  let saving: Promise<void> | null = null
  let retry = RETRY
  let timer: ReturnType<typeof setTimeout> | undefined
  let kept: string | null = null
  let stopped = false
  const listeners = new Set<() => void>()

  const show = (change: Partial<NotesState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const isDirty = () => state.text !== base.notes

  function keepDraft() {
    if (isDirty()) port.keepDraft({ base, text: state.text })
    else if (kept !== null) port.removeDraft(kept)
    kept = isDirty() ? state.text : null
  }

  function saveAfter(milliseconds: number) {
    clearTimeout(timer)
    // Once the page is left the draft stays for the next visit; an old copy that went on saving would get in its way.
    if (!stopped) timer = setTimeout(flush, milliseconds)
  }

  /** Saves at once what is not saved. Resolves when the server has answered. */
  function flush(): Promise<void> {
    clearTimeout(timer)
    saving ??= saveUntilConfirmed().finally(() => {
      saving = null
      if (isDirty() && state.status === 'saving') saveAfter(PAUSE)
      if (!isDirty() && waiting) receive(waiting)
    })
    return saving
  }

  async function saveUntilConfirmed(): Promise<void> {
    let again = isDirty()
    while (again) {
      const sent = state.text
      show({ status: 'saving', message: '' })
      try {
        base = await port.save({ notes: sent, notesVersion: base.notesVersion })
        retry = RETRY
        // The server's line breaks win, unless something was typed meanwhile.
        show(state.text === sent ? { text: base.notes, status: 'saved' } : {})
        again = false
      } catch (error) {
        again = takeRefusal(error)
      }
      keepDraft()
    }
  }

  /** @returns whether saving again at once makes sense */
  function takeRefusal(error: unknown): boolean {
    const current = error instanceof Problem && error.kind === 'conflict' ? (error.extra.current as Notes | undefined) : undefined
    if (current && current.notesVersion > base.notesVersion) {
      const text = mergeNotes(base.notes, state.text, current.notes)
      base = current
      show({ text, status: isDirty() ? 'saving' : 'saved' })
      return isDirty()
    }
    const message = error instanceof OfflineError ? 'offline, will retry' : error instanceof Error ? error.message : String(error)
    show({ status: 'unsaved', message })
    if (mayPass(error)) {
      saveAfter(retry)
      retry = Math.min(retry * 2, LONGEST_RETRY)
    }
    return false
  }

  /** Takes in what the server has now, unless something unsaved stands here: then saving will merge the two. */
  function receive(remote: Notes): void {
    waiting = null
    if (remote.notesVersion <= base.notesVersion) return
    if (isDirty() || saving) {
      waiting = remote
      return
    }
    base = remote
    show({ text: base.notes, status: 'saved', message: '' })
  }

  return {
    /**
     * Somebody typed.
     * @param shown the text that they typed into, when it may be older than what is kept here
     */
    edit(text: string, shown: string = state.text): void {
      show({ text: mergeNotes(shown, text, state.text), message: '' })
      show({ status: saving ? 'saving' : isDirty() ? 'unsaved' : 'saved' })
      keepDraft()
      saveAfter(PAUSE)
    },
    receive,
    flush,
    /** Takes up what an earlier visit typed and could not save. */
    start(): void {
      stopped = false
      const draft = port.findDraft()
      if (!draft || isDirty()) return
      if (draft.base.notesVersion > base.notesVersion) base = draft.base
      kept = draft.text
      show({ text: mergeNotes(draft.base.notes, draft.text, base.notes) })
      show({ status: isDirty() ? 'unsaved' : 'saved' })
      keepDraft()
      saveAfter(PAUSE)
    },
    /** Saves once more and ends the timers. */
    stop(): void {
      stopped = true
      void flush()
    },
    snapshot: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
