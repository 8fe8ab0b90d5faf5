'use client'

import type { Route } from 'next'
import { useState } from 'react'
import { usePublication, usePublish } from '#client/import-drafts.ts'
import { focusLater } from '#components/imports/use-corrections.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { Draft, Publication } from '#domain/import-draft.ts'
import * as say from '#messages/imports.ts'

/** The id of the sentence with which it ends. */
const PUBLISHED = 'published'

/** Puts the text where people read it, after saying what that changes. */
export function PublishForm({ draft }: { draft: Draft }) {
  const publication = usePublication(draft)
  const publish = usePublish(draft.id)
  const [looked, setLooked] = useState(false)
  const { slug } = draft.settings
  const chapters = draft.totals.chapters
  const existing = publication.data?.existing ?? null
  // After another correction it can be published again.
  if (publish.data?.version === draft.version) {
    return (
      <div role="status" className="space-y-4">
        <p id={PUBLISHED} tabIndex={-1} className="wrap-anywhere font-semibold">
          “{draft.settings.title}” is published.
        </p>
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={publish.data.address as Route} variant="primary">
            Open the text
          </ButtonLink>
          <ButtonLink href={`/groups/new?guide=${slug}` as Route}>Start a group on it</ButtonLink>
        </div>
      </div>
    )
  }
  const failed = publish.error ?? publication.error
  return (
    <div className="space-y-4">
      {failed && <Notice tone="error">{failed.message}</Notice>}
      {existing && <WhatChanges existing={existing} />}
      {chapters === 0 && <Notice>Nothing is marked as a chapter. Say of one part at least that it is a chapter.</Notice>}
      {draft.isOff && (
        <label className="flex gap-3 target">
          <input type="checkbox" checked={looked} onChange={() => setLooked(!looked)} className="mt-1 size-5 shrink-0 accent-accent" />
          {say.lookedAtIt()}
        </label>
      )}
      <Button
        variant="primary"
        className="w-full"
        busy={publish.isPending}
        disabled={chapters === 0 || !publication.data || (draft.isOff && !looked)}
        onClick={() => publish.mutate(existing !== null, { onSuccess: () => focusLater(PUBLISHED) })}
      >
        {publish.isPending ? say.publishing() : existing ? say.replaceOld() : 'Publish'}
      </Button>
      <div role="status" className="space-y-2">
        {publish.isPending && (
          <>
            <progress className="w-full" aria-label={say.publishing()} />
            <p className="text-muted text-sm">{say.publishingAbout({ chapters })}</p>
          </>
        )}
      </div>
    </div>
  )
}

function WhatChanges({ existing }: { existing: NonNullable<Publication['existing']> }) {
  const { title, groups, added, changed, gone } = existing
  const who = groups === 0 ? 'No group studies it.' : groups === 1 ? 'One group studies it.' : `${groups} groups study it.`
  const same = added.length + changed.length + gone.length === 0
  return (
    <Notice title={`“${title}” is at this address already`}>
      <p>{who} What people wrote stays, at its passage wherever the passage is still there.</p>
      {same && <p className="mt-2">The chapters are the same.</p>}
      <Names words="New" titles={added} />
      <Names words="Changed" titles={changed} />
      <Names words="No longer there" titles={gone} />
    </Notice>
  )
}

const MOST = 12

function Names({ words, titles }: { words: string; titles: string[] }) {
  if (titles.length === 0) return null
  return (
    <p className="mt-2">
      {words}: {titles.slice(0, MOST).join(' · ')}
      {titles.length > MOST && ` and ${titles.length - MOST} more`}
    </p>
  )
}
