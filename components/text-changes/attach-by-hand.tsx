'use client'

import type { Route } from 'next'
import { useState } from 'react'
import { useTextChanges } from '#components/text-changes/changes-context.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Select } from '#components/ui/field.tsx'
import { Fold } from '#components/ui/fold.tsx'

/**
 * The way to a chapter in which a note may be attached whose own is gone.
 * @param first the chapter that is chosen at first; the guide's first when null
 */
export function AttachByHand({ annotationId, first }: { annotationId: string; first: string | null }) {
  const { groupId, language, chapters } = useTextChanges()
  const [chosen, choose] = useState(first ?? chapters[0]?.chapter ?? '')
  if (chapters.length === 0) return null
  return (
    <div className="needs-script mt-2">
      <Fold title="Attach it by hand">
        <div className="mt-2 flex flex-wrap items-end gap-2">
          <Select label="In the chapter" lang={language} value={chosen} onChange={(event) => choose(event.target.value)}>
            {chapters.map(({ chapter, title }) => (
              <option key={chapter} value={chapter}>
                {title}
              </option>
            ))}
          </Select>
          <ButtonLink href={`/groups/${groupId}/${chosen}?attach=${annotationId}` as Route} prefetch={false}>
            Choose the words
          </ButtonLink>
        </div>
      </Fold>
    </div>
  )
}
