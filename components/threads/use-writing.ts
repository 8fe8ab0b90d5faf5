'use client'

import { useMemo, useState } from 'react'
import { findDraft, keepDraft, useDraft } from '#client/draft.ts'
import { newId } from '#client/new-id.ts'
import { type Beside, parseBeside, withBeside } from '#components/threads/beside-words.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { useToast } from '#components/ui/toast.tsx'

/** How a person leaves a field: with the words saved, given up, or only put away for later. */
export type Leaving = 'saved' | 'cancelled' | 'left'

/** A field that may be open, with words that outlive the page. */
export type Writing = {
  open: boolean
  /** Words wait here although the field is closed. */
  waits: boolean
  /** The person has just opened the field, as opposed to a draft that was waiting. */
  asked: boolean
  text: string
  /** The version of what is changed that these words started from; undefined for new words. */
  from: number | undefined
  /** The id that new words will have however often they are sent, also after the page is opened again. */
  id: string
  /** What was chosen beside the words, by the names that the form gives; what was not touched is not in it. */
  choices: Beside['choices']
  /** @param from the version that the words start from now, when it is another */
  setText: (text: string, from?: number) => void
  choose: (choices: NonNullable<Beside['choices']>) => void
  start: () => void
  close: (how: Leaving) => void
  /**
   * What was sent is saved. Only that ends: what was typed or chosen since goes on as a change of what is saved.
   * @param sent as it stood when it was sent
   * @param saved what it has become; left out where nothing can be changed in it
   * @returns whether something goes on
   */
  finish: (sent: Sent, saved?: Saved) => boolean
}

export type Sent = { text: string; choices?: Beside['choices'] }
export type Saved = { id: string; version: number }

/** The change that takes the focus when its field appears: somebody is typing on in it. */
let goesOn: string | null = null

/**
 * Keeps the words of one field on this device until they are saved, for whoever writes them: nobody else who signs in here
 * finds them. A field with unsaved words is open when the page is loaded again; giving words up can be undone.
 * @param what names the field among all drafts of this person
 * @param initial what stands in the field before anything is typed
 * @param version of what is changed as it stands now. A draft keeps the one that it started from
 */
export function useWriting(what: string, initial = '', version?: number): Writing {
  const { accountId } = useTalkPlace()
  const draft = useDraft(`${accountId}:${what}`, initial)
  const besideName = `${accountId}:beside:${what}`
  const kept = useDraft(besideName)
  const beside = useMemo(() => parseBeside(kept.text), [kept.text])
  const name = `${accountId}:${what}`
  const [asked, setAsked] = useState<boolean | null>(null)
  const [freshId, setFreshId] = useState(newId)
  const toast = useToast()
  const waits = draft.text !== initial || beside.choices !== undefined
  // Adjusting state while rendering: the field opens as one that was asked for, and takes the focus.
  if (waits && goesOn === name && asked !== true) setAsked(true)
  /** Reads what is kept by now: one press may change it twice. */
  const keepBeside = (change: Beside) => {
    const from = waits ? {} : version === undefined ? { id: freshId } : { from: version }
    const known = findDraft(besideName)
    const next = withBeside(known, { ...from, ...change })
    if (next !== known) keepDraft(besideName, next)
  }
  return {
    open: asked ?? waits,
    waits,
    asked: asked === true,
    text: draft.text,
    from: waits ? (beside.from ?? version) : version,
    id: beside.id ?? freshId,
    choices: beside.choices,
    setText(text, from) {
      setAsked(true)
      keepBeside(from === undefined ? {} : { from })
      draft.setText(text)
    },
    choose(choices) {
      setAsked(true)
      keepBeside({ choices })
    },
    start: () => setAsked(true),
    close(how) {
      setAsked(false)
      if (goesOn === name) goesOn = null
      if (how === 'left') return
      const given = draft.text
      end()
      if (how === 'saved' || !waits || !(given.trim() || beside.choices)) return
      const undo = () => {
        draft.setText(given)
        keepDraft(besideName, withBeside(null, beside))
        setAsked(true)
      }
      toast('What you typed is discarded.', { label: 'Undo', run: undo })
    },
    finish(sent, saved) {
      // As it stands now, in whatever window it was typed; what this function closed over stood when it was sent.
      const text = findDraft(name)
      const { choices } = parseBeside(findDraft(besideName) ?? '')
      const isSent = (text ?? initial) === sent.text && JSON.stringify(choices) === JSON.stringify(sent.choices)
      if (version !== undefined) {
        if (isSent || !saved) return end()
        keepDraft(besideName, withBeside(null, { from: saved.version, choices }))
        keepDraft(name, text ?? sent.text)
        return true
      }
      const goOn = !isSent && saved !== undefined && text !== null
      if (goOn) {
        goesOn = `${accountId}:edit:${saved.id}`
        keepDraft(`${accountId}:beside:edit:${saved.id}`, withBeside(null, { from: saved.version, choices }))
        keepDraft(goesOn, text)
      }
      end()
      return goOn
    },
  }
  function end(): false {
    if (goesOn === name) goesOn = null
    setFreshId(newId())
    setAsked(false)
    draft.clear()
    kept.clear()
    return false
  }
}
