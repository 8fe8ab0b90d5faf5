'use client'

import { useUpdateAnnotation } from '#client/annotations.ts'
import { OnlyMe } from '#components/annotations/note-fields.tsx'
import { TagsField } from '#components/annotations/tags-field.tsx'
import { useTalkPlace } from '#components/threads/talk-place.tsx'
import type { Writing } from '#components/threads/use-writing.ts'
import { WordsForm } from '#components/threads/words-form.tsx'
import type { Annotation, Visibility } from '#domain/annotation.ts'
import { distinctTags, TAGS_MAX } from '#domain/tag.ts'

type Choices = { visibility: Visibility; tags: string[]; asks: boolean }

/** Changes a note: its words, its tags, whether it is a question, who may see it. What is not touched stays as it stands by then. */
export function NoteForm({ annotation, writing }: { annotation: Annotation; writing: Writing }) {
  const { id, version } = annotation
  const update = useUpdateAnnotation(useTalkPlace())
  const choose = (choices: Partial<Choices>) => writing.choose(choices)
  const stands: Choices = { visibility: annotation.visibility, tags: annotation.tags, asks: annotation.motivation === 'questioning' }
  const { visibility, tags, asks } = { ...stands, ...(writing.choices as Partial<Choices>) }
  return (
    <WordsForm
      label="Your note"
      submit="Save note"
      writing={writing}
      refuse={() => null}
      onMerge={(current) => choose({ tags: distinctTags([...tags, ...(current.tags ?? [])]).slice(0, TAGS_MAX) })}
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
      <TagsField tags={tags} onChange={(tags) => choose({ tags })} />
      <div className="flex flex-wrap gap-x-4">
        <OnlyMe visibility={visibility} onChange={(visibility) => choose({ visibility })} />
        <label className="flex w-fit items-center gap-2 text-sm target">
          <input type="checkbox" className="size-4" checked={asks} onChange={({ target }) => choose({ asks: target.checked })} />
          It is a question
        </label>
      </div>
    </WordsForm>
  )
}
