'use client'

import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { isComposing } from '#client/composing.ts'
import { type Current, EditConflict } from '#components/threads/edit-conflict.tsx'
import { MentionList } from '#components/threads/mention-list.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { useMention } from '#components/threads/use-mention.ts'
import type { Saved, Writing } from '#components/threads/use-writing.ts'
import { Button } from '#components/ui/button.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { WritingTools } from '#components/writing/writing-tools.tsx'
import { Problem } from '#domain/problem.ts'

type WordsFormProps = {
  /** What the field is called: "Your note". */
  label: string
  /** What the button says: "Save note". */
  submit: string
  writing: Writing
  /**
   * Saves the words. What it throws is shown beside the field, and the words stay.
   * @param from the version that the edit starts from; undefined for new words
   * @returns what the words have become, where they can be changed
   */
  onSave: (body: string, from: number | undefined) => Promise<Saved | undefined>
  /** Why these words cannot be saved as they are, or null. */
  refuse?: (text: string) => string | null
  /** More controls between the field and the buttons. */
  children?: ReactNode
  /** What else is to be put together when the reader puts both texts together. */
  onMerge?: (current: Current) => void
  rows?: number
  /** One sentence without marks: nothing is offered that makes any. */
  plain?: boolean
}

const refuseEmpty = (text: string) => (text.trim() ? null : 'Write something first.')

/**
 * A field to write in, with its error beside it. Ctrl+Enter saves, Escape leaves the field without losing the words,
 * and an edit that was overtaken by another shows both texts.
 */
export function WordsForm(props: WordsFormProps) {
  const { label, submit, writing, onSave, refuse = refuseEmpty, children, rows = 4, plain = false } = props
  const { text, setText } = writing
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const field = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const mention = useMention(area, setText)
  const { groupId, language } = useTalkPlace()

  async function save(body: string, from: number | undefined) {
    const refusal = refuse(body)
    if (refusal) return setError(new Error(refusal))
    setBusy(true)
    setError(null)
    const sent = { text: body, choices: writing.choices }
    try {
      writing.finish(sent, await onSave(body, from))
    } catch (failure) {
      const saved = savedBefore(failure)
      // Its answer was lost, and the words have been changed since: they go on as a change of what was saved.
      if (saved) return writing.finish({ text: saved.body }, saved)
      setError(failure instanceof Error ? failure : new Error(String(failure)))
    } finally {
      setBusy(false)
    }
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault()
    if (!busy) save(text, writing.from)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      form.current?.requestSubmit()
    }
    if (event.key === 'Escape') {
      event.stopPropagation()
      writing.close('left')
    }
  }

  // A field that waited since the last visit does not take the focus; one that was just asked for does.
  const asked = writing.asked
  useEffect(() => {
    if (asked) document.getElementById(field)?.focus({ preventScroll: true })
  }, [asked, field])

  const current = currentOf(error)
  const merge = (standing: Current) => {
    props.onMerge?.(standing)
    resolve(text.trim() === standing.body ? text : `${text}\n\n${standing.body}`)
  }
  const resolve = (body: string) => {
    setText(body, current?.version)
    setError(null)
    document.getElementById(field)?.focus()
  }
  return (
    <form ref={form} method="dialog" onSubmit={onSubmit} onKeyDown={onKeyDown} className="needs-script space-y-2">
      <div className="relative">
        <TextArea
          lang={language}
          ref={area}
          id={field}
          label={label}
          rows={rows}
          value={text}
          onChange={({ target }) => {
            setText(target.value)
            mention.look(target)
          }}
          onBlur={mention.close}
          error={error && !current ? messageOf(error) : undefined}
          announced
        />
        {mention.begun !== null && area.current && (
          <MentionList field={area.current} begun={mention.begun} onPick={mention.complete} onClose={mention.close} />
        )}
      </div>
      {!plain && <WritingTools field={area} groupId={groupId} />}
      {error && current && (
        <EditConflict
          message={error.message}
          current={current}
          onKeepMine={() => save(text, current.version)}
          onTakeCurrent={() => writing.close('cancelled')}
          onMerge={() => merge(current)}
        />
      )}
      {error instanceof Problem && error.extra.reload === true && (
        <Notice>
          Your words are kept on this device.{' '}
          <button type="button" className="link" onClick={() => location.reload()}>
            Reload the page
          </button>
        </Notice>
      )}
      {children}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" size="small" busy={busy}>
          {submit}
        </Button>
        <Button size="small" onClick={() => writing.close('cancelled')}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

/** The general answer for what cannot be found speaks to whoever opens a page; who has been writing hears what it means for their words. */
function messageOf(error: Error): string {
  const isGone = error instanceof Problem && error.kind === 'not-found'
  return isGone ? 'This cannot be saved: it is gone, or you are not in the group any more. What you typed is kept.' : error.message
}

/** What new words became when they were sent before with the same id, and have been changed since. */
function savedBefore(failure: unknown): (Saved & { body: string }) | null {
  const { saved } = failure instanceof Problem ? failure.extra : {}
  return (saved as (Saved & { body: string }) | undefined) ?? null
}

/** What stands now, when an edit was refused because it started from older words. */
function currentOf(error: Error | null): Current | null {
  if (!(error instanceof Problem) || error.kind !== 'conflict') return null
  const { body, version, tags } = (error.extra.current ?? {}) as Partial<Current>
  if (typeof body !== 'string' || typeof version !== 'number') return null
  return { body, version, ...(tags && { tags }) }
}
