'use client'

import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { currentPart, readerAfter } from '#domain/live-meeting/reading.ts'
import * as m from '#messages/gathering.ts'

/** The chapter read aloud in turns: whose turn it is, what they read, and where everybody is. */
export function ReadingAloud() {
  const { run, act, may, nameOf, viewer, chapter } = useLivePlace()
  const { reading, paragraph } = run
  if (!reading || !chapter) return null
  const readingId = reading.id
  const at = Math.max(0, currentPart(run))
  const part = reading.parts[at]
  const labels = reading.parts.flatMap(({ paragraphs }) => paragraphs)
  const place = paragraph === null ? -1 : labels.indexOf(paragraph)
  const [previous, next] = [labels[place - 1], labels[place + 1]]
  const show = (label: string) => ({ type: 'paragraph-shown', paragraph: label }) as const
  const after = part ? readerAfter(reading, part.readerId) : null
  const steers = may({ type: 'reading-closed', readingId })
  const reads = reading.parts.some(({ readerId }, index) => readerId === viewer.userId && index >= at)
  return (
    <section aria-labelledby="reading" className="mt-6 rounded-md border border-line p-4">
      <h2 id="reading">{m.reading()}</h2>
      {part && (
        <p className="mt-1 text-lg">
          {part.readerId === viewer.userId ? m.yourTurn() : m.readsNow({ name: nameOf(part.readerId) })}{' '}
          <span className="text-muted">{span(part.paragraphs)}</span>
        </p>
      )}
      {paragraph !== null && chapter.paragraphs[paragraph] !== undefined && (
        <blockquote
          lang={chapter.language}
          dir="auto"
          className="measure mt-3 border-accent border-s-4 ps-4 font-serif text-lg leading-relaxed"
        >
          <span className="font-sans text-muted text-sm">¶&nbsp;{paragraph} </span>
          {chapter.paragraphs[paragraph]}
        </blockquote>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        {previous !== undefined && may(show(previous)) && <Button onClick={() => act(show(previous))}>¶&nbsp;{previous}</Button>}
        {next !== undefined && may(show(next)) && (
          <Button variant="primary" onClick={() => act(show(next))}>
            {m.goOnTo({ paragraph: next })}
          </Button>
        )}
        {part && after !== null && (steers || part.readerId === viewer.userId) && (
          <Button onClick={() => act({ type: 'reading-given', readingId, part: at, readerId: after })}>{m.passTurn()}</Button>
        )}
        {reads && !reading.out.includes(viewer.userId) && (
          <Button variant="plain" onClick={() => act({ type: 'reading-left', readingId, personId: viewer.userId })}>
            {m.ratherNot()}
          </Button>
        )}
        {steers && (
          <Button variant="plain" onClick={() => act({ type: 'reading-closed', readingId })}>
            {m.endReading()}
          </Button>
        )}
      </div>
      <Fold title={m.allTurns()}>
        <ol className="space-y-1">
          {reading.parts.map((each, index) => (
            <li key={each.paragraphs[0]} aria-current={index === at ? 'step' : undefined} className="aria-[current=step]:font-semibold">
              {nameOf(each.readerId)} <span className="text-muted">{span(each.paragraphs)}</span>
            </li>
          ))}
        </ol>
      </Fold>
    </section>
  )
}

/** "¶ 3–5" */
const span = (labels: readonly string[]) => (labels.length > 1 ? `¶ ${labels[0]}–${labels.at(-1)}` : `¶ ${labels[0]}`)
