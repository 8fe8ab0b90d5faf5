'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import type { RunItem } from '#domain/live-meeting/action.ts'

/** What is being talked about, with the words of its paragraphs in place. */
export function CurrentItem({ item }: { item: RunItem }) {
  const { chapter, nameOf } = useLivePlace()
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
      {item.paragraphs.length > 0 && <Paragraphs labels={item.paragraphs} />}
    </section>
  )
}

function Paragraphs({ labels }: { labels: string[] }) {
  const { groupId, chapter, run, act, may } = useLivePlace()
  if (!chapter) return null
  const shown = run.paragraph !== null && labels.includes(run.paragraph) ? run.paragraph : labels[0]
  return (
    <div className="mt-4">
      <ul aria-label="Paragraphs of this item" className="flex flex-wrap gap-2">
        {labels.map((label) => {
          const show = { type: 'paragraph-shown', paragraph: label } as const
          return (
            <li key={label}>
              {may(show) ? (
                <button
                  type="button"
                  aria-pressed={label === shown}
                  onClick={() => act(show)}
                  className="inline-flex items-center justify-center rounded-md border border-line px-3 tabular-nums target aria-pressed:border-accent aria-pressed:font-semibold aria-pressed:text-accent"
                >
                  ¶&nbsp;{label}
                </button>
              ) : (
                <Link
                  href={`/groups/${groupId}/${chapter.slug}#p${label}` as Route}
                  prefetch={false}
                  aria-current={label === shown ? 'true' : undefined}
                  className="inline-flex items-center justify-center px-2 tabular-nums target link aria-[current=true]:font-semibold"
                >
                  ¶&nbsp;{label}
                </Link>
              )}
            </li>
          )
        })}
      </ul>
      {shown !== undefined && chapter.paragraphs[shown] !== undefined && (
        <blockquote
          lang={chapter.language}
          dir="auto"
          className="measure mt-3 border-line border-s-4 ps-4 font-serif text-lg leading-relaxed"
        >
          {chapter.paragraphs[shown]}{' '}
          <Link href={`/groups/${groupId}/${chapter.slug}#p${shown}` as Route} prefetch={false} className="font-sans text-sm link">
            Open ¶&nbsp;{shown} in the chapter
          </Link>
        </blockquote>
      )}
    </div>
  )
}
