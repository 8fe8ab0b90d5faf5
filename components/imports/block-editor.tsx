'use client'

import { useDraft } from '#client/draft.ts'
import { fieldsOf } from '#client/http.ts'
import type { Corrections } from '#components/imports/use-corrections.ts'
import { Button } from '#components/ui/button.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { BlockItem } from '#domain/import-draft.ts'

type EditorProps = { draftId: string; block: BlockItem; corrections: Corrections; close: () => void }

const HINTS: Record<string, string> = {
  verse: 'One line of verse a line.',
  list: 'One item a line.',
  quotation: 'An empty line between paragraphs.',
}

/** The words of one paragraph, to be corrected in place. What is typed outlives a reload. */
export function BlockEditor({ draftId, block, corrections, close }: EditorProps) {
  const draft = useDraft(`import:${draftId}:${block.id}`, block.text)
  const { make, error, busy } = corrections
  const fieldError = fieldsOf(error).text ?? fieldsOf(error)['correction.text']
  const leave = () => {
    draft.clear()
    close()
  }
  const save = () => (draft.text.trim() === block.text ? leave() : make({ kind: 'edit', block: block.id, text: draft.text }, leave))
  return (
    <form
      method="dialog"
      className="space-y-3 py-2"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <TextArea
        label="The words as they should be"
        hint={`${HINTS[block.kind] ?? ''} Stars make *emphasis*; [^1] stands for a note.`.trim()}
        className="font-serif"
        autoFocus
        value={draft.text}
        onChange={({ target }) => draft.setText(target.value)}
        error={fieldError}
      />
      {error && !fieldError && <Notice tone="error">{error.message}</Notice>}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" size="small" busy={busy}>
          Save the words
        </Button>
        <Button size="small" onClick={leave}>
          Leave them as they were
        </Button>
      </div>
    </form>
  )
}
