'use client'

import { GatheringResult } from '#components/live-meeting/gathering-result.tsx'
import { GroupAnswer } from '#components/live-meeting/item-talk.tsx'
import { LiveHead } from '#components/live-meeting/live-head.tsx'
import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import type { RunItem } from '#domain/live-meeting/action.ts'
import { neighbours } from '#domain/live-meeting/clock.ts'
import { LINE_NAME } from '#domain/live-meeting/line-name.ts'
import { linesOf } from '#domain/live-meeting/minutes.ts'
import { speakerStack } from '#domain/live-meeting/speaker-stack.ts'
import * as m from '#messages/live-meeting.ts'
import { comesNext } from '#messages/live-talk.ts'

/** What everybody in a room looks at: the item, its words, who speaks, and what was settled. There is nothing to press. */
export function ProjectorScreen({ item, now }: { item: RunItem; now: number }) {
  const { run, chapter, nameOf } = useLivePlace()
  const words = run.paragraph === null ? undefined : chapter?.paragraphs[run.paragraph]
  const { next } = neighbours(run)
  const settled = linesOf(run, item.id).filter(({ kind }) => kind !== 'NOTE')
  return (
    <div data-projector>
      <LiveHead now={now} />
      <div className="mt-8 grid items-start gap-12 text-2xl lg:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="space-y-8">
          <h1 dir="auto" lang={item.questionId ? chapter?.language : undefined} className="whitespace-pre-line text-5xl leading-tight">
            {item.title}
          </h1>
          {run.gathering ? (
            <section aria-label={run.gathering.question}>
              <p dir="auto" className="mb-3 font-semibold">
                {run.gathering.question}
              </p>
              <GatheringResult gathering={run.gathering} />
            </section>
          ) : (
            words !== undefined && (
              <blockquote lang={chapter?.language} dir="auto" className="border-accent border-s-8 ps-6 font-serif text-3xl leading-relaxed">
                <span className="font-sans text-muted text-xl">¶&nbsp;{run.paragraph} </span>
                {words}
              </blockquote>
            )
          )}
          {item.questionId !== null && chapter && <GroupAnswer questionId={item.questionId} chapter={chapter} />}
          <ul className="space-y-2">
            {settled.map((line) => (
              <li key={line.id} dir="auto" className="whitespace-pre-line wrap-anywhere">
                <strong>{LINE_NAME[line.kind]()}: </strong>
                {line.text}
              </li>
            ))}
          </ul>
        </div>
        <section aria-labelledby="speakers">
          <h2 id="speakers" className="mb-3 text-2xl">
            {m.speakers()}
          </h2>
          {!run.speaking && speakerStack(run).length === 0 && <p className="text-muted">{m.nobodyWaits()}</p>}
          {run.speaking && <p className="mb-3 font-semibold text-accent">{m.isSpeaking({ name: nameOf(run.speaking.turn.speakerId) })}</p>}
          <ol className="list-decimal space-y-2 ps-10">
            {speakerStack(run).map(({ id, speakerId }) => (
              <li key={id}>{nameOf(speakerId)}</li>
            ))}
          </ol>
          {next && (
            <p dir="auto" className="mt-8 line-clamp-2 text-muted text-xl">
              {comesNext({ title: next.title })}
            </p>
          )}
        </section>
      </div>
    </div>
  )
}
