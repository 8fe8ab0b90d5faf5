'use client'

import { useId, useState } from 'react'
import { later } from '#components/ui/later.tsx'
import type { EditedWords } from '#domain/rewording.ts'
import * as say from '#messages/threads.ts'

const EarlierVersions = later(() => import('#components/threads/earlier-versions.tsx').then((file) => file.EarlierVersions))

/** Says that words were changed; pressed, it shows what they were. */
export function Edited({ words }: { words: EditedWords }) {
  const [open, setOpen] = useState(false)
  const versions = useId()
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? versions : undefined}
        aria-label={say.editedShow()}
        onPointerEnter={EarlierVersions.prepare}
        onClick={() => setOpen(!open)}
        className="underline decoration-dotted underline-offset-2 hover:text-ink"
      >
        {say.edited()}
      </button>
      {open && (
        <div id={versions} className="w-full basis-full">
          <EarlierVersions words={words} />
        </div>
      )}
    </>
  )
}
