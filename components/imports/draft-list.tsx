'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useState } from 'react'
import { useImportDrafts, useRemoveImportDraft } from '#client/import-drafts.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Time } from '#components/ui/time.tsx'
import type { DraftItem } from '#domain/import-draft.ts'

/** The viewer's own drafts, to go on with or to delete. */
export function DraftList({ initial }: { initial: DraftItem[] }) {
  const drafts = useImportDrafts(initial)
  const [asked, setAsked] = useState<DraftItem | null>(null)
  const remove = useRemoveImportDraft()
  if (drafts.length === 0) return null
  return (
    <section aria-labelledby="drafts-title" className="space-y-3">
      <h2 id="drafts-title" tabIndex={-1}>
        Your drafts
      </h2>
      <ul className="divide-y divide-line border-line border-y">
        {drafts.map((draft) => (
          <li key={draft.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3">
            <div className="min-w-0 flex-1 basis-64">
              <p className="wrap-anywhere font-semibold">
                {draft.cleared ? (
                  draft.title
                ) : (
                  <Link href={`/texts/import/${draft.id}` as Route} prefetch={false} className="link">
                    {draft.title}
                  </Link>
                )}
              </p>
              <p className="wrap-anywhere text-muted text-sm">
                {draft.fileName} ·{' '}
                {draft.publishedAt ? (
                  <>
                    published <Time at={draft.publishedAt} shape="date" />
                  </>
                ) : (
                  <>
                    changed <Time at={draft.updatedAt} shape="date" />
                  </>
                )}
                {draft.cleared && ' · cleared away after a month; import the file again'}
              </p>
            </div>
            <Button size="small" onClick={() => setAsked(draft)} aria-label={`Delete the draft “${draft.title}”`}>
              Delete
            </Button>
          </li>
        ))}
      </ul>
      <Dialog open={asked !== null} onClose={() => setAsked(null)} title="Delete this draft?">
        <p>
          The draft of “{asked?.title}” and its corrections are deleted. {asked?.publishedAt && 'What was published from it stays.'}
        </p>
        {remove.error && <Notice tone="error">{remove.error.message}</Notice>}
        <div className="mt-5 flex flex-wrap gap-3">
          <Button
            variant="danger"
            busy={remove.isPending}
            onClick={() => asked && remove.mutate(asked.id, { onSuccess: () => setAsked(null) })}
          >
            Delete the draft
          </Button>
          <Button onClick={() => setAsked(null)}>Keep it</Button>
        </div>
      </Dialog>
    </section>
  )
}
