'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useCreateGroup } from '#client/groups.ts'
import { fieldsOf } from '#client/http.ts'
import { newId } from '#client/new-id.ts'
import { Button } from '#components/ui/button.tsx'
import { Field, Select } from '#components/ui/field.tsx'
import { Form, typed } from '#components/ui/form.tsx'

type StartProps = { guides: { slug: string; title: string }[]; guide: string }

/** A name and a guide: all that a group needs to begin. */
export function StartGroup({ guides, guide }: StartProps) {
  const [id] = useState(newId)
  const [create, router] = [useCreateGroup(), useRouter()]
  const errors = fieldsOf(create.error)
  const start = (filled: FormData) =>
    create.mutate(
      { id, guide: typed(filled, 'guide'), name: typed(filled, 'name') },
      { onSuccess: (group) => router.push(`/groups/${group.id}` as Route) },
    )
  return (
    <Form onSubmit={start} error={create.error}>
      <Field
        label="Name of the group"
        name="name"
        hint="Your members see it, and whoever has an invitation."
        maxLength={80}
        required
        autoComplete="off"
        error={errors.name}
      />
      {guides.length === 1 ? (
        <input type="hidden" name="guide" value={guide} />
      ) : (
        <Select label="Guide" name="guide" defaultValue={guide} error={errors.guide}>
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
