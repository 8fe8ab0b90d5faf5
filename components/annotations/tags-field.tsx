'use client'

import { X } from 'lucide-react'
import { type ChangeEvent, type KeyboardEvent, useId, useState } from 'react'
import { isComposing } from '#client/composing.ts'
import { useTags } from '#client/tags.ts'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import { distinctTags, TAG_LENGTH, TAGS_MAX, tagKey, tidyTag } from '#domain/tag.ts'

type TagsFieldProps = { tags: readonly string[]; onChange: (tags: string[]) => void }

/** The tags of a note: typed, or chosen from those that the group has. What is typed counts at once, without a key to confirm it. */
export function TagsField({ tags, onChange }: TagsFieldProps) {
  const { groupId } = useTalkPlace()
  const known = useTags(groupId)
  const [confirmed, setConfirmed] = useState(tags)
  const [text, setText] = useState('')
  const [told, setTold] = useState(tags)
  const id = useId()
  const offered = known.filter((tag) => !tags.some((other) => tagKey(other) === tagKey(tag)))
  const full = confirmed.length >= TAGS_MAX

  // Put together with those of another edit, or changed in another window.
  if (told.join() !== tags.join()) {
    setTold(tags)
    setConfirmed(tags)
    setText('')
  }

  const change = (next: string[]) => {
    setTold(next)
    onChange(next)
  }
  const tell = (whole: readonly string[], typed: string) => change(distinctTags([...whole, ...(tidyTag(typed) ? [tidyTag(typed)] : [])]))
  const confirm = (typed: string) => {
    const whole = tidyTag(typed) ? distinctTags([...confirmed, tidyTag(typed)]) : confirmed
    setConfirmed(whole)
    setText('')
    change([...whole])
  }
  const onType = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const chosen = known.includes(target.value) && !('inputType' in target)
    if (target.value.endsWith(',') || chosen) return confirm(target.value.replace(/,$/, ''))
    setText(target.value)
    tell(confirmed, target.value)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    // Ctrl+Enter saves the note, with what is typed here.
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      confirm(text)
    }
    if (event.key === 'Backspace' && text === '' && confirmed.length > 0) remove(confirmed.at(-1) ?? '')
  }
  const remove = (tag: string) => {
    const whole = confirmed.filter((other) => other !== tag)
    setConfirmed(whole)
    tell(whole, text)
  }
  return (
    <div className="text-sm">
      <label htmlFor={id} className="font-medium">
        Tags
      </label>
      <div className="mt-0.5 flex flex-wrap items-center gap-1">
        {confirmed.map((tag) => (
          <span key={tag} className="tag">
            {tag}
            <button type="button" aria-label={`Remove the tag ${tag}`} onClick={() => remove(tag)}>
              <X aria-hidden size={14} />
            </button>
          </span>
        ))}
        {!full && (
          <input
            id={id}
            list={`${id}-known`}
            value={text}
            onChange={onType}
            onKeyDown={onKeyDown}
            maxLength={TAG_LENGTH + 1}
            autoComplete="off"
            enterKeyHint="done"
            placeholder={confirmed.length === 0 ? 'such as “definitions”' : ''}
            className="min-w-0 flex-1 rounded-sm border border-muted bg-paper px-2 text-base target"
          />
        )}
      </div>
      <datalist id={`${id}-known`}>
        {offered.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
    </div>
  )
}
