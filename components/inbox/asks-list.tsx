import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Time } from '#components/ui/time.tsx'
import { dateWords } from '#domain/date-words.ts'
import type { Asks } from '#domain/inbox.ts'
import * as say from '#messages/inbox.ts'

/** What the group asks of the viewer; each line leads to where it is done. Nothing while nothing is asked. */
export function AsksList({ groupId, asks }: { groupId: string; asks: Asks }) {
  const { sessions, roles, todos, answers } = asks
  if (sessions.length + roles.length + todos.length + answers.length === 0) return null
  const home = `/groups/${groupId}`
  const session = (id: string) => `${home}/meetings/${id}`
  return (
    <section aria-labelledby="asks" className="measure mt-8">
      <h2 id="asks">{say.asksOfYou()}</h2>
      <ul className="mt-2 divide-y divide-line">
        {sessions.map(({ meetingId, chapterTitle, startsAt }) => (
          <Ask key={meetingId} href={session(meetingId)} words={say.willYouCome()} about={chapterTitle} at={startsAt} />
        ))}
        {roles.map(({ meetingId, chapterTitle, startsAt, role }) => (
          <Ask key={`${meetingId} ${role}`} href={session(meetingId)} words={say.yourRole({ role })} about={chapterTitle} at={startsAt} />
        ))}
        {answers.map(({ chapter, chapterTitle, questionId }) => (
          <Ask key={questionId} href={`${home}/${chapter}#group-answer-${questionId}`} words={say.yourView()} about={chapterTitle} />
        ))}
        {todos.map(({ meetingId, chapterTitle, startsAt, text, due }) => (
          <Ask key={`${meetingId} ${text}`} href={session(meetingId)} words={say.youTookOn({ text })} about={chapterTitle} at={startsAt}>
            {due && <span className="text-sm">{say.byDate({ date: dateWords(due, true) })}</span>}
          </Ask>
        ))}
      </ul>
    </section>
  )
}

type AskProps = { href: string; words: string; about: string; at?: string; children?: ReactNode }

function Ask({ href, words, about, at, children }: AskProps) {
  return (
    <li className="wrap-anywhere flex flex-wrap items-baseline gap-x-2 py-2">
      <Link href={href as Route} prefetch={false} className="link font-medium">
        {words}
      </Link>
      {children}
      <span className="text-muted text-sm">
        {at ? say.ofSession({ chapter: about }) : about} {at && <Time at={at} />}
      </span>
    </li>
  )
}
