'use client'

import { useId, useState } from 'react'
import { type Corrections, focusLater } from '#components/imports/use-corrections.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { Correction } from '#domain/import/review/correction.ts'
import { shapeOf } from '#domain/import/review/shape.ts'
import type { BlockItem } from '#domain/import-draft.ts'
import * as say from '#messages/imports.ts'

type Mark = Extract<Correction, { kind: 'mark' }>['as']

const MARKS: Record<Mark, string> = {
  chapter: say.asChapter(),
  division: say.asDivision(),
  heading: say.asHeading(),
  text: say.asText(),
}

/** Letters of the longest line that can be a title. */
const LONGEST = 300

/** True for a block that is one line of a few words, so that it can be marked as something else. */
export function isLine({ kind, plain }: BlockItem): boolean {
  return kind !== 'note' && kind !== 'divider' && plain.length <= LONGEST && !plain.includes('\n') && plain.trim() !== ''
}

type LineFormProps = { block: BlockItem; corrections: Corrections; close: () => void }

/** Says what a line is, or all lines that look like it. */
export function LineForm({ block, corrections: { make, error, busy }, close }: LineFormProps) {
  const [as, setAs] = useState<Mark>('chapter')
  const [alike, setAlike] = useState(false)
  const name = useId()
  const hasShape = block.kind === 'heading' || shapeOf(block.plain) !== null
  const save = () =>
    make({ kind: 'mark', block: block.id, as, ...(alike && { alike }) }, () => {
      close()
      if (as === 'chapter') focusLater(`title-at-${block.id}`)
    })
  return (
    <fieldset className="space-y-1 py-2">
      <legend className="font-medium">{say.lineIs()}</legend>
      {Object.entries(MARKS).map(([value, words]) => (
        <label key={value} className="flex items-center gap-3 target">
          <input
            type="radio"
            name={name}
            checked={as === value}
            onChange={() => setAs(value as Mark)}
            className="size-5 shrink-0 accent-accent"
          />
          {words}
        </label>
      ))}
      {hasShape && (
        <label className="flex items-center gap-3 border-line border-t target">
          <input type="checkbox" checked={alike} onChange={() => setAlike(!alike)} className="size-5 shrink-0 accent-accent" />
          {say.allAlike()}
        </label>
      )}
      {error && <Notice tone="error">{error.message}</Notice>}
      <div className="flex flex-wrap gap-3 pt-2">
        <Button variant="primary" size="small" busy={busy} onClick={save}>
          {alike ? say.markAll() : say.markIt()}
        </Button>
        <Button size="small" onClick={close}>
          {say.leaveIt()}
        </Button>
      </div>
    </fieldset>
  )
}
