'use client'

import { useState } from 'react'
import { useUpdateInstallation } from '#client/installation.ts'
import { Select } from '#components/ui/field.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { TextsFrom } from '#domain/installation.ts'
import * as say from '#messages/imports.ts'

/** For owners of the installation: who may bring texts in. Saved at once. */
export function TextsFromForm({ initial }: { initial: TextsFrom }) {
  const [from, setFrom] = useState(initial)
  const [update, toast] = [useUpdateInstallation(), useToast()]
  const choose = (textsFrom: TextsFrom) => {
    setFrom(textsFrom)
    update.mutate({ textsFrom }, { onSuccess: () => toast(say.saved()), onError: () => setFrom(from) })
  }
  return (
    <Select
      label={say.whoBringsTexts()}
      hint={say.whoBringsTextsHint()}
      value={from}
      error={update.error?.message}
      onChange={({ target }) => choose(target.value as TextsFrom)}
    >
      <option value="OWNERS">{say.ownersAlone()}</option>
      <option value="FACILITATORS">{say.facilitatorsToo()}</option>
    </Select>
  )
}
