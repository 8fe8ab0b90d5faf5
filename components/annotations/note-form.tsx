'use client'

import { useState } from 'react'
import { useUpdateAnnotation } from '#client/annotations.ts'
import { OnlyMe } from '#components/annotations/note-fields.tsx'
import { TagsField } from '#components/annotations/tags-field.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import type { Writing } from '#components/threads/use-writing.ts'
import { WordsForm } from '#components/threads/words-form.tsx'
import type { Annotation } from '#domain/annotation.ts'
import { distinctTags, TAGS_MAX } from '#domain/tag.ts'

/** Changes a note: its words, its tags, whether it is a question, who may see it. */
export function NoteForm({ annotation, writing }: { annotation: Annotation; writing: Writing }) {
  const { id, version } = annotation
  const update = useUpdateAnnotation(useTalkPlace())
  const [visibility, setVisibility] = useState(annotation.visibility)
  const [tags, setTags] = useState(annotation.tags)
  const [asks, setAsks] = useState(annotation.motivation === 'questioning')
  return (
    <WordsForm
      label="Your note"
      submit="Save note"
      writing={writing}
      version={version}
      refuse={() => null}
      onMerge={(current) => setTags(distinctTags([...tags, ...(current.tags ?? [])]).slice(0, TAGS_MAX))}
      onSave={(body, from) =>
        update.mutateAsync({
          annotationId: id,
          version: from ?? version,
          body,
          visibility,
          tags,
          motivation: asks ? 'questioning' : 'highlighting',
        })
      }
    >
      <TagsField tags={tags} onChange={setTags} />
      <div className="flex flex-wrap gap-x-4">
        <OnlyMe visibility={visibility} onChange={setVisibility} />
        <label className="flex w-fit items-center gap-2 text-sm target">
          <input type="checkbox" className="size-4" checked={asks} onChange={({ target }) => setAsks(target.checked)} />
          It is a question
        </label>
      </div>
    </WordsForm>
  )
}
