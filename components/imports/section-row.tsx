'use client'

import { type FormEvent, useState } from 'react'
import { useDraft } from '#client/draft.ts'
import { fieldsOf } from '#client/http.ts'
import { LazyFold } from '#components/imports/lazy-fold.tsx'
import { ParagraphList } from '#components/imports/paragraph-list.tsx'
import { focusLater, useCorrections } from '#components/imports/use-corrections.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field, Select } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { Draft, DraftSectionItem } from '#domain/import-draft.ts'
import * as say from '#messages/imports.ts'

type RowProps = { draft: Draft; section: DraftSectionItem; before: DraftSectionItem | undefined }

const PARTS = { front: 'Before the chapters', chapter: 'A chapter', back: 'After the chapters' }

/** One chapter that was found: its title to correct, and behind a fold everything else. */
export function SectionRow({ draft, section, before }: RowProps) {
  const { id, part, number, paragraphs, words, begins } = section
  const name = part === 'chapter' ? `Chapter ${number}` : PARTS[part]
  // Nothing is painted outside a row whose painting waits: the ring around a field has its room in it.
  return (
    <li className="-mx-1.5 px-1.5 py-4 [contain-intrinsic-size:auto_9rem] [content-visibility:auto]">
      {section.division && section.division !== before?.division && (
        <p className="wrap-anywhere mb-3 font-semibold font-serif text-lg">{section.division}</p>
      )}
      <TitleField draftId={draft.id} section={section} label={name} />
      <p className="wrap-anywhere mt-1 text-muted text-sm">
        {paragraphs} {paragraphs === 1 ? 'paragraph' : 'paragraphs'}, {words} words
        {begins && (
          <>
            {' · '}
            <span className="font-serif">“{begins}”</span>
          </>
        )}
      </p>
      {section.tooLong && <OverLong draftId={draft.id} section={id} />}
      <LazyFold title="Change or look inside" about={section.title}>
        <div className="mb-2 border-line border-l-2 pl-4">
          <SectionChanges draft={draft} section={section} before={before} />
          <ParagraphList draft={draft} sectionId={id} total={paragraphs} />
        </div>
      </LazyFold>
    </li>
  )
}

/** Says that a chapter cannot be published as it is, and divides it. */
function OverLong({ draftId, section }: { draftId: string; section: string }) {
  const { make, error, busy } = useCorrections(draftId)
  return (
    <div className="mt-2 space-y-2">
      <Notice>{say.chapterOverLong()}</Notice>
      {error && <Notice tone="error">{error.message}</Notice>}
      <Button size="small" busy={busy} onClick={() => make({ kind: 'divide', section }, () => focusLater(`title-${section}`))}>
        {say.divideIt()}
      </Button>
    </div>
  )
}

/** Saved when the field is left or Enter is pressed. What could not be saved stays in it, also over a reload. */
function TitleField({ draftId, section, label }: { draftId: string; section: DraftSectionItem; label: string }) {
  const { make, error, busy } = useCorrections(draftId)
  const typed = useDraft(`import:${draftId}:title:${section.id}`, section.title)
  const save = (event?: FormEvent) => {
    event?.preventDefault()
    if (busy) return
    if (typed.text.trim() === section.title) typed.clear()
    else make({ kind: 'rename', section: section.id, title: typed.text }, typed.clear)
  }
  return (
    <form method="dialog" onSubmit={save}>
      <Field
        id={`title-${section.id}`}
        label={label}
        className="font-semibold font-serif"
        maxLength={300}
        value={typed.text}
        onChange={({ target }) => typed.setText(target.value)}
        onBlur={() => save()}
        error={fieldsOf(error)['correction.title'] ?? error?.message}
      />
    </form>
  )
}

function SectionChanges({ draft, section, before }: RowProps) {
  const { make, error, busy } = useCorrections(draft.id)
  const [asked, setAsked] = useState(false)
  const { id, title, part, paragraphs, alike } = section
  const elsewhere = before ? `title-${before.id}` : 'chapters-title'
  return (
    <div className="space-y-3 py-3">
      {error && <Notice tone="error">{error.message}</Notice>}
      <Select
        label="What it is"
        hint="What stands before the chapters stays before them, and what stands after stays after."
        value={part}
        onChange={({ target }) => make({ kind: 'part', section: id, part: target.value as DraftSectionItem['part'] })}
      >
        {Object.entries(PARTS).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </Select>
      <div className="flex flex-wrap gap-3">
        {before && (
          <Button size="small" busy={busy} onClick={() => make({ kind: 'merge', section: id }, () => focusLater(elsewhere))}>
            Join to the one before
          </Button>
        )}
        {before && alike > 1 && (
          <Button
            size="small"
            busy={busy}
            onClick={() => make({ kind: 'merge', section: id, alike: true }, () => focusLater('chapters-title'))}
          >
            {say.joinAlike({ count: alike })}
          </Button>
        )}
        <Button size="small" variant="danger" onClick={() => setAsked(true)}>
          Leave out…
        </Button>
      </div>
      <Dialog open={asked} onClose={() => setAsked(false)} title={`Leave “${title}” out?`}>
        <p>
          Its {paragraphs} {paragraphs === 1 ? 'paragraph' : 'paragraphs'} will not be in the text. The report says so, and you can undo it
          until you delete the draft.
        </p>
        <div className="mt-5 flex flex-wrap gap-3">
          <Button
            variant="danger"
            busy={busy}
            onClick={() => {
              setAsked(false)
              make({ kind: 'drop', section: id }, () => focusLater(elsewhere))
            }}
          >
            Leave it out
          </Button>
          <Button onClick={() => setAsked(false)}>Keep it</Button>
        </div>
      </Dialog>
    </div>
  )
}
