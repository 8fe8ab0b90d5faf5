'use client'

import { useState } from 'react'
import { useReport } from '#client/import-drafts.ts'
import { BlockEditor } from '#components/imports/block-editor.tsx'
import { Pager } from '#components/imports/pager.tsx'
import { useCorrections } from '#components/imports/use-corrections.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { type Draft, type ListReport, originWords, type PlacedEntry } from '#domain/import-draft.ts'

/** Letters shown on either side of the words in question. */
const AROUND = 140

/** Entries of the report, some at a time, each with its place in the text. */
export function ReportList({ draft, kind, what }: { draft: Draft; kind: ListReport['kind']; what: string }) {
  const [from, setFrom] = useState(0)
  const { data, error } = useReport(draft, kind, from)
  if (error) return <Notice tone="error">{error.message}</Notice>
  if (!data) return <p className="py-2 text-muted">The list is on its way…</p>
  const pager = <Pager from={from} total={draft.report[kind]} go={setFrom} what={what} />
  return (
    <>
      {pager}
      <ol className="divide-y divide-line border-line border-y">
        {data.items.map((entry) => (
          <Entry key={entry.at} draftId={draft.id} entry={entry} />
        ))}
      </ol>
      {data.items.length > 10 && pager}
    </>
  )
}

function Entry({ draftId, entry }: { draftId: string; entry: PlacedEntry }) {
  const [open, setOpen] = useState(false)
  const corrections = useCorrections(draftId)
  const { kind, reason, before, after, origin, place } = entry
  const isDoubt = kind === 'doubt'
  return (
    <li className="py-3">
      <p className="text-sm">
        <span className="font-semibold">{reason}</span>
        <span className="text-muted">
          {place && ` · in “${place.title}”`} · {originWords(origin)}
        </span>
        {place?.isCorrected && isDoubt && <span className="ml-2 rounded-full bg-tint-2 px-2 py-0.5">corrected</span>}
      </p>
      <p className="wrap-anywhere mt-1 whitespace-pre-line font-serif">
        {isDoubt ? <Around text={place?.block.plain ?? before} words={before} /> : <Change before={before} after={after} />}
      </p>
      {isDoubt && place?.block.isEditable && !open && (
        <Button size="small" variant="plain" className="mt-1" onClick={() => setOpen(true)} aria-label={`Correct the words at: ${before}`}>
          Correct
        </Button>
      )}
      {open && place && <BlockEditor draftId={draftId} block={place.block} corrections={corrections} close={() => setOpen(false)} />}
    </li>
  )
}

/** The doubtful words, marked, with those around them. */
function Around({ text, words }: { text: string; words: string }) {
  const at = text.indexOf(words)
  if (at < 0) return words
  const [start, end] = [Math.max(0, at - AROUND), at + words.length]
  return (
    <>
      {start > 0 && '…'}
      {text.slice(start, at)}
      <mark className="bg-tint-1 text-ink">{words}</mark>
      {text.slice(end, end + AROUND)}
      {end + AROUND < text.length && '…'}
    </>
  )
}

function Change({ before, after }: { before: string; after: string | null }) {
  if (after === null) return <del className="decoration-muted">{before}</del>
  return (
    <>
      <del className="decoration-muted">{before}</del>
      <span aria-hidden> → </span>
      <ins className="no-underline">{after}</ins>
    </>
  )
}
