'use client'

import { useState } from 'react'
import { fieldsOf } from '#client/http.ts'
import { useBlocks } from '#client/import-drafts.ts'
import { BlockEditor } from '#components/imports/block-editor.tsx'
import { isLine, LineForm } from '#components/imports/line-form.tsx'
import { Pager } from '#components/imports/pager.tsx'
import { type Corrections, focusLater, useCorrections } from '#components/imports/use-corrections.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form, typed } from '#components/ui/form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { BlockItem, Draft } from '#domain/import-draft.ts'
import * as say from '#messages/imports.ts'

/** Letters of a paragraph that are enough to know it by. */
const SHOWN = 280

const NAMES: Record<string, string> = { heading: 'Heading', quotation: 'Quotation', list: 'List', verse: 'Verse', note: 'Note' }

type ListProps = { draft: Draft; sectionId: string; total: number }

/** The paragraphs of a chapter, some at a time: one is corrected, or a new chapter begins at it. */
export function ParagraphList({ draft, sectionId, total }: ListProps) {
  const [from, setFrom] = useState(0)
  const { data, error } = useBlocks(draft, sectionId, from)
  if (error) return <Notice tone="error">{error.message}</Notice>
  if (!data) return <p className="py-2 text-muted">The paragraphs are on their way…</p>
  const pager = <Pager from={from} total={Math.max(total, from + data.items.length)} go={setFrom} what="paragraphs" />
  return (
    <>
      {pager}
      <ol className="divide-y divide-line">
        {data.items.map((block) => (
          <Paragraph key={block.id} draftId={draft.id} block={block} />
        ))}
      </ol>
      {data.items.length > 10 && pager}
    </>
  )
}

function Paragraph({ draftId, block }: { draftId: string; block: BlockItem }) {
  const [open, setOpen] = useState<'edit' | 'split' | 'line' | null>(null)
  const corrections = useCorrections(draftId)
  const isHeading = block.kind === 'heading'
  const begin = (title: string | null) =>
    corrections.make({ kind: 'split', block: block.id, title }, () => focusLater(`title-at-${block.id}`))
  const name = block.plain.slice(0, 40)
  return (
    <li className="py-2">
      {NAMES[block.kind] && <span className="label-caps">{NAMES[block.kind]}</span>}
      {block.kind === 'divider' ? (
        <hr className="my-2 border-line" />
      ) : (
        <p className={`wrap-anywhere whitespace-pre-line font-serif ${isHeading ? 'font-semibold' : ''}`}>
          {block.plain.length > SHOWN ? `${block.plain.slice(0, SHOWN)}…` : block.plain}
        </p>
      )}
      {open === null && (
        <div className="mt-1 flex flex-wrap gap-2">
          {block.isEditable && (
            <Button size="small" variant="plain" onClick={() => setOpen('edit')} aria-label={`Correct the words “${name}”`}>
              Correct
            </Button>
          )}
          {block.canBegin && (
            <Button
              size="small"
              variant="plain"
              busy={corrections.busy}
              onClick={() => (isHeading ? begin(null) : setOpen('split'))}
              aria-label={`Begin a chapter here, at “${name}”`}
            >
              Begin a chapter here
            </Button>
          )}
          {isLine(block) && (
            <Button size="small" variant="plain" onClick={() => setOpen('line')} aria-label={say.lineIsAbout({ line: name })}>
              {say.lineIsOpen()}
            </Button>
          )}
        </div>
      )}
      {open === null && corrections.error && <Notice tone="error">{corrections.error.message}</Notice>}
      {open === 'edit' && <BlockEditor draftId={draftId} block={block} corrections={corrections} close={() => setOpen(null)} />}
      {open === 'line' && <LineForm block={block} corrections={corrections} close={() => setOpen(null)} />}
      {open === 'split' && <SplitForm corrections={corrections} begin={begin} close={() => setOpen(null)} />}
    </li>
  )
}

type SplitProps = { corrections: Corrections; begin: (title: string) => void; close: () => void }

function SplitForm({ corrections: { error, busy }, begin, close }: SplitProps) {
  const fields = fieldsOf(error)
  return (
    <Form onSubmit={(filled) => begin(typed(filled, 'title'))} error={error} className="space-y-3 py-2">
      <Field
        label="Title of the new chapter"
        hint="It begins with the paragraph above."
        name="title"
        maxLength={300}
        required
        autoFocus
        error={fields.title ?? fields['correction.title']}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" size="small" busy={busy}>
          Begin the chapter
        </Button>
        <Button size="small" onClick={close}>
          Leave it as it was
        </Button>
      </div>
    </Form>
  )
}
