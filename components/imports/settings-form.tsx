'use client'

import { useState } from 'react'
import { useDraft } from '#client/draft.ts'
import { fieldsOf } from '#client/http.ts'
import { useIsSaving, useUpdateSettings } from '#client/import-drafts.ts'
import { LICENCES } from '#components/imports/licences.ts'
import { READERS } from '#components/imports/readers.ts'
import { Field, Select } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { Draft, DraftSettings } from '#domain/import-draft.ts'
import * as say from '#messages/imports.ts'

type SettingsProps = {
  draft: Draft
  companions: { slug: string; title: string }[]
  /** Whether the text may be opened to others than its groups. */
  mayOpen: boolean
}

/** What is decided about the text before it is published. Each answer is saved as it is given. */
export function SettingsForm({ draft, companions, mayOpen }: SettingsProps) {
  const { audience, licence, companion } = draft.settings
  const { set, error } = useSetting(draft, 'audience')
  const licences = useSetting(draft, 'licence')
  const companionSetting = useSetting(draft, 'companion')
  const [isOther, setIsOther] = useState(!LICENCES.includes(licence))
  const isSaving = useIsSaving(draft.id)
  const failed = error ?? licences.error ?? companionSetting.error
  return (
    <div className="space-y-5">
      {failed && <Notice tone="error">{failed}</Notice>}
      <TextSetting draft={draft} name="title" label="Title" maxLength={300} />
      <TextSetting
        draft={draft}
        name="slug"
        label="Address"
        hint="Small letters, digits and hyphens. The text is then at /texts/ and this. Give the address of an imported text to bring that one up to date."
        maxLength={60}
      />
      <TextSetting draft={draft} name="language" label="Language of the text" hint="A code such as en, de or pt-BR." maxLength={35} />
      <Select
        label="What may be done with this text?"
        hint="It is said below every chapter."
        value={isOther ? '' : licence}
        onChange={({ target }) => {
          setIsOther(target.value === '')
          if (target.value) licences.set(target.value)
        }}
      >
        {LICENCES.map((words) => (
          <option key={words}>{words}</option>
        ))}
        <option value="">Something else</option>
      </Select>
      {isOther && <TextSetting draft={draft} name="licence" label="In your words" maxLength={300} />}
      {mayOpen ? (
        <Select
          label={say.whoMayRead()}
          hint={say.whoMayReadHint()}
          value={audience}
          onChange={({ target }) => set(target.value as DraftSettings['audience'])}
        >
          {Object.entries(READERS).map(([readers, words]) => (
            <option key={readers} value={readers}>
              {words}
            </option>
          ))}
        </Select>
      ) : (
        <p>{say.yoursForItsGroups()}</p>
      )}
      <Select
        label="Guide beside it"
        hint="Its questions, notes, people and timeline stand beside the chapters that have the same numbers."
        value={companion ?? ''}
        onChange={({ target }) => companionSetting.set(target.value || null)}
      >
        <option value="">None</option>
        {companions.map(({ slug, title }) => (
          <option key={slug} value={slug}>
            {title}
          </option>
        ))}
      </Select>
      {/* Not announced: every answer would be followed by it. */}
      <p className="text-muted text-sm">{isSaving ? 'Saving…' : failed ? 'Not saved' : 'Saved'}</p>
    </div>
  )
}

/** One setting: `set` saves it. */
function useSetting<Name extends keyof DraftSettings>(draft: Draft, name: Name) {
  const update = useUpdateSettings(draft.id)
  const set = (value: DraftSettings[Name], then?: () => void) => update.mutate({ [name]: value }, { ...(then && { onSuccess: then }) })
  return { set, busy: update.isPending, error: fieldsOf(update.error)[`settings.${name}`] ?? update.error?.message }
}

type TextProps = { draft: Draft; name: 'title' | 'slug' | 'language' | 'licence'; label: string; hint?: string; maxLength: number }

/** Saved when the field is left. What could not be saved stays in it, also over a reload. */
function TextSetting({ draft, name, ...field }: TextProps) {
  const { set, busy, error } = useSetting(draft, name)
  const saved = draft.settings[name]
  const typed = useDraft(`import:${draft.id}:${name}`, saved)
  const save = () => {
    if (busy) return
    if (typed.text.trim() === saved) typed.clear()
    else set(typed.text.trim(), typed.clear)
  }
  return (
    <form
      method="dialog"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Field {...field} name={name} value={typed.text} onChange={({ target }) => typed.setText(target.value)} onBlur={save} error={error} />
    </form>
  )
}
