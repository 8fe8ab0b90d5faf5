import type { Route } from 'next'
import Link from 'next/link'
import { excerpt } from '#components/ui/excerpt.ts'
import { Time } from '#components/ui/time.tsx'
import { questionIdOf } from '#domain/group-question.ts'
import type { InboxItem, InboxThread } from '#domain/inbox.ts'
import { creatorName } from '#domain/viewer.ts'
import * as say from '#messages/inbox.ts'

/** What concerns the viewer, thread by thread. */
export function InboxList({ groupId, threads }: { groupId: string; threads: InboxThread[] }) {
  if (threads.length === 0) return <p className="mt-8">{say.nothingYet()}</p>
  return (
    <ul className="measure mt-8 space-y-6">
      {threads.map(({ chapter, chapterTitle, subject, items }) => (
        <li key={`${chapter} ${subject}`} className="card">
          <h2 className="font-serif text-base">{chapterTitle}</h2>
          <ul className="mt-1 divide-y divide-line">
            {items.map((item) => (
              <Item key={item.id} base={`/groups/${groupId}/${chapter}`} item={item} />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

function Item({ base, item }: { base: string; item: InboxItem }) {
  const { noun, id, reason, creator, createdAt, opening, unread } = item
  // An answer without a name may be anybody's.
  const name = creator === null && noun === 'answer' ? say.namelessWriter() : creatorName(creator === null ? null : { name: creator }, true)
  const place = noun === 'question' ? `question-${questionIdOf(id)}` : `${noun}-${id}`
  return (
    <li className="wrap-anywhere py-2">
      <p className="flex flex-wrap items-center gap-x-2">
        <Link href={`${base}#${place}` as Route} prefetch={false} className="link font-medium">
          {reason === 'reply' ? say.repliedToYou({ name }) : say.mentionedYou({ name })}
        </Link>
        {unread && <span className="rounded-full border border-accent px-1.5 font-semibold text-accent text-xs">{say.unseen()}</span>}
        <span className="text-muted text-sm">
          <Time at={createdAt} />
        </span>
      </p>
      <p dir="auto" className="mt-0.5">
        {excerpt(opening, 200)}
      </p>
    </li>
  )
}
