import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { Brief, LastTime } from '#domain/brief.ts'
import { dateWords } from '#domain/date-words.ts'
import type { Meeting } from '#domain/meeting.ts'
import { wallClock } from '#domain/wall-clock.ts'
import * as m from '#messages/brief.ts'
import { passage } from '#messages/summary.ts'

/** What facilitators are told before a meeting, on one page that prints well. */
export function BriefView({ groupId, meeting, brief, language }: { groupId: string; meeting: Meeting; brief: Brief; language: string }) {
  return (
    <div className="measure space-y-8">
      <header>
        <p className="no-print text-sm">
          <Link href={`/groups/${groupId}/meetings/${meeting.id}` as Route} className="link">
            {m.back()}
          </Link>
        </p>
        <h1 className="mt-5">{m.title()}</h1>
        <p lang={language} className="mt-1 text-lg">
          {meeting.chapterTitle}
        </p>
        <p className="mt-2 text-muted">{m.onlyYou()}</p>
      </header>
      <Part title={m.readTitle()}>
        <Readers brief={brief} />
      </Part>
      <Part title={m.livelyTitle()}>
        {brief.lively.length === 0 && <p>{m.notLively()}</p>}
        <ul lang={language} className="space-y-2">
          {brief.lively.map(({ chapter, paragraph, exact, comments }) => (
            <li key={`${chapter} ${paragraph} ${exact}`} dir="auto" className="wrap-anywhere border-line border-s-4 ps-3">
              {paragraph !== null && (
                <Link href={`/groups/${groupId}/${chapter}#p${paragraph}` as Route} prefetch={false} className="inline-block py-1 link">
                  ¶&nbsp;{paragraph}
                </Link>
              )}{' '}
              {passage({ quote: exact.length > 160 ? `${exact.slice(0, exact.lastIndexOf(' ', 160))} …` : exact, count: comments })}
            </li>
          ))}
        </ul>
      </Part>
      <Part title={m.unansweredTitle()}>
        {brief.unanswered.length === 0 && <p>{m.allAnswered()}</p>}
        <ul lang={language} className="list-disc space-y-2 ps-5">
          {brief.unanswered.map((text) => (
            <li key={text} dir="auto">
              {text}
            </li>
          ))}
        </ul>
      </Part>
      {brief.lastTime && <Last lastTime={brief.lastTime} />}
    </div>
  )
}

function Readers({ brief: { readers, chapters } }: { brief: Brief }) {
  const named = (keep: (opened: number) => boolean) =>
    readers
      .filter(({ opened }) => keep(opened))
      .map(({ name }) => name)
      .join(', ')
  const [all, some, none] = [
    named((opened) => opened > 0 && opened >= chapters.length),
    named((opened) => opened > 0 && opened < chapters.length),
    named((opened) => opened === 0),
  ]
  return (
    <>
      {all && <p dir="auto">{m.opened({ names: all })}</p>}
      {some && <p dir="auto">{m.openedSome({ names: some })}</p>}
      {none && <p dir="auto">{m.notOpened({ names: none })}</p>}
      <p className="mt-2 text-muted text-sm">{m.onPaper()}</p>
    </>
  )
}

function Last({ lastTime: { startsAt, timeZone, away, quiet, anyVoice } }: { lastTime: LastTime }) {
  return (
    <Part title={m.lastTitle({ date: dateWords(wallClock(startsAt, timeZone).date, true) })}>
      <p dir="auto">{!anyVoice ? m.cannotTell() : quiet.length > 0 ? m.quiet({ names: quiet.join(', ') }) : m.allHeard()}</p>
      {away.length > 0 && <p dir="auto">{m.away({ names: away.join(', ') })}</p>}
      {anyVoice && <p className="mt-2 text-muted text-sm">{m.heardMeans()}</p>}
    </Part>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-2">{title}</h2>
      {children}
    </section>
  )
}
