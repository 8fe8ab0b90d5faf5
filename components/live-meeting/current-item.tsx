'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useState } from 'react'
import { useUnclear } from '#client/unclear.ts'
import { ItemTalk } from '#components/live-meeting/item-talk.tsx'
import { type LiveChapter, useLivePlace } from '#components/live-meeting/live-place.tsx'
import { Button } from '#components/ui/button.tsx'
import type { RunItem } from '#domain/live-meeting/action.ts'
import { neighbours } from '#domain/live-meeting/clock.ts'
import * as live from '#messages/live-meeting.ts'
import * as m from '#messages/live-talk.ts'
import { toMany, toYou } from '#messages/unclear.ts'

/** What is being talked about, with the words of its paragraphs in place. */
export function CurrentItem({ item }: { item: RunItem }) {
  const { chapter, nameOf, run, may } = useLivePlace()
  const { next } = neighbours(run)
  return (
    <section aria-labelledby="now">
      <p className="label-caps">
        Now{item.kind && ` · ${item.kind}`}
        {item.ownerId && ` · ${nameOf(item.ownerId)}`}
      </p>
      <h1
        id="now"
        dir="auto"
        lang={item.questionId ? chapter?.language : undefined}
        className="mt-1 whitespace-pre-line text-2xl leading-snug sm:text-3xl"
      >
        {item.title}
      </h1>
      {item.paragraphs.length > 0 && chapter && <Paragraphs key={item.id} labels={item.paragraphs} chapter={chapter} />}
      {item.questionId !== null && chapter && <ItemTalk key={item.id} questionId={item.questionId} chapter={chapter} />}
      {next && !may({ type: 'closed' }) && (
        <p dir="auto" className="wrap-anywhere mt-4 line-clamp-2 text-muted text-sm">
          {m.comesNext({ title: next.title })}
        </p>
      )}
    </section>
  )
}

/** Everybody sees where the facilitator is; whoever looks elsewhere is one press away from coming back. */
function Paragraphs({ labels, chapter }: { labels: string[]; chapter: LiveChapter }) {
  const { groupId, run, act, may } = useLivePlace()
  const unclear = useUnclear({ groupId, chapter: chapter.slug })
  const [own, setOwn] = useState<string | null>(null)
  // What is read aloud has its own words in sight.
  if (run.reading) return null
  const lead = run.paragraph !== null && labels.includes(run.paragraph) ? run.paragraph : labels[0]
  const shown = own !== null && labels.includes(own) ? own : lead
  const choose = (label: string) => {
    const show = { type: 'paragraph-shown', paragraph: label } as const
    if (may(show)) act(show)
    else setOwn(label === lead ? null : label)
  }
  const marked = (label: string | undefined) => unclear.find(({ paragraph }) => paragraph === label)
  const told = marked(shown)
  return (
    <div className="mt-4">
      <ul aria-label="Paragraphs of this item" className="flex flex-wrap gap-2">
        {labels.map((label) => (
          <li key={label}>
            <button
              type="button"
              aria-pressed={label === shown}
              onClick={() => choose(label)}
              className="inline-flex items-center justify-center rounded-md border border-line px-3 tabular-nums target aria-pressed:border-accent aria-pressed:font-semibold aria-pressed:text-accent"
            >
              ¶&nbsp;{label}
              {marked(label) && <span aria-hidden>&nbsp;?</span>}
            </button>
          </li>
        ))}
      </ul>
      {shown !== lead && lead !== undefined && (
        <Button variant="plain" size="small" className="mt-2" onClick={() => setOwn(null)}>
          {live.followLead({ paragraph: lead })}
        </Button>
      )}
      {shown !== undefined && chapter.paragraphs[shown] !== undefined && (
        <blockquote
          lang={chapter.language}
          dir="auto"
          className="measure mt-3 border-line border-s-4 ps-4 font-serif text-lg leading-relaxed"
        >
          {chapter.paragraphs[shown]}{' '}
          <Link href={`/groups/${groupId}/${chapter.slug}#p${shown}` as Route} prefetch={false} className="font-sans text-sm link">
            {m.openParagraph({ paragraph: shown })}
          </Link>
          {told && (
            <span className="mt-1 block font-sans text-muted text-sm">
              ? {[told.step > 0 && toMany({ step: told.step }), told.mine && toYou()].filter(Boolean).join(', ')}
            </span>
          )}
        </blockquote>
      )}
    </div>
  )
}
