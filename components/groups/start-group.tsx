'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useCreateGroup } from '#client/groups.ts'
import { fieldsOf } from '#client/http.ts'
import { Button } from '#components/ui/button.tsx'
import { Field, Select } from '#components/ui/field.tsx'
import { Form, typed, whyFailed } from '#components/ui/form.tsx'
import { type FormReply, typedInto } from '#domain/form-reply.ts'

type StartProps = { guides: { slug: string; title: string }[]; guide: string; id: string; viewer: string; reply: FormReply | null }

/** A name and a guide: all that a group needs to begin. */
export function StartGroup({ guides, guide, id: given, viewer, reply }: StartProps) {
  // The form keeps its id, so that sending it twice starts one group.
  const [id] = useState(given)
  const [create, router] = [useCreateGroup(), useRouter()]
  const plain = { action: '/api/groups', back: '/groups/new', reply, fields: { id, viewer } }
  const before = typedInto(reply, plain.action)
  const error = whyFailed(create, plain)
  const errors = fieldsOf(error)
  const start = (filled: FormData) =>
    create.mutate(
      { id, guide: typed(filled, 'guide'), name: typed(filled, 'name') },
      { onSuccess: (group) => router.push(`/groups/${group.id}` as Route) },
    )
  return (
    <Form onSubmit={start} plain={plain} error={error}>
      <Field
        label="Name of the group"
        name="name"
        hint="Your members see it, and whoever has an invitation."
        maxLength={80}
        required
        autoComplete="off"
        defaultValue={before.name}
        error={errors.name}
      />
      {guides.length === 1 ? (
        <input type="hidden" name="guide" value={guide} />
      ) : (
        <Select label="Guide" name="guide" defaultValue={before.guide ?? guide} error={errors.guide}>
          {guides.map(({ slug, title }) => (
            <option key={slug} value={slug}>
              {title}
            </option>
          ))}
        </Select>
      )}
      <Button type="submit" variant="primary" busy={create.isPending || create.isSuccess} className="w-full">
        Start the group
      </Button>
    </Form>
  )
}
