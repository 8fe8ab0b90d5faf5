'use client'

import type { Visibility } from '#domain/annotation.ts'

type OnlyMeProps = { visibility: Visibility; onChange: (visibility: Visibility) => void }

/** Who may see a note: the whole group, or nobody but its writer. */
export function OnlyMe({ visibility, onChange }: OnlyMeProps) {
  return (
    <label className="flex w-fit items-center gap-2 text-sm target">
      <input
        type="checkbox"
        className="size-4"
        checked={visibility === 'PRIVATE'}
        onChange={({ target }) => onChange(target.checked ? 'PRIVATE' : 'GROUP')}
      />
      Only me
    </label>
  )
}
