'use client'

import { useEffect } from 'react'
import { findDraft, keepDraft, listDraftNames, useDraft } from '#client/draft.ts'
import { asClock } from '#components/live-meeting/duration.ts'
import { GatheringResult } from '#components/live-meeting/gathering-result.tsx'
import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { isOpen, TEMPERATURE_NAME, waitsForClosing } from '#domain/live-meeting/gathering.ts'
import { peopleOf } from '#domain/live-meeting/people.ts'
import type { Gathering as Asked } from '#domain/live-meeting/run.ts'
import { yourAnswer } from '#messages/answering.ts'
import * as m from '#messages/gathering.ts'

type Answer = { value: number | null; text: string }
type Props = { gathering: Asked }

const KIND_NAME: Record<Asked['kind'], () => string> = { TEMPERATURE: m.temperature, HANDS: m.hands, WRITING: m.writing, ROUND: m.round }

/** What everybody is asked at once: a line from disagree to agree, hands, a minute of writing, one sentence each. */
export function Gathering({ now }: { now: number }) {
  const { gathering } = useLivePlace().run
  if (!gathering) return null
  const { id, kind, question, endsAt, revealed } = gathering
  return (
    <section aria-labelledby="gathering" className="mt-6 rounded-md border-2 border-accent p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="gathering" dir="auto" className="wrap-anywhere">
          {question || KIND_NAME[kind]()}
        </h2>
        {endsAt !== null && !revealed && (
          <span role="timer" aria-label={m.timeToWrite()} className="font-semibold text-2xl tabular-nums">
            {asClock(Math.max(0, endsAt - now))}
          </span>
        )}
      </div>
      <div className="mt-3 space-y-4">
        {kind === 'ROUND' && <WhoIsLeft gathering={gathering} />}
        {kind === 'HANDS' && <Hand gathering={gathering} />}
        {!isOpen(gathering) && !revealed && <OwnAnswer key={id} gathering={gathering} />}
        <GatheringResult gathering={gathering} />
        <Steering gathering={gathering} />
      </div>
    </section>
  )
}

/** Answers that wait on this device, by gathering and person. */
const keptNames = (accountId: string, meetingId: string) => `${accountId}:gathering:${meetingId}:`

const parseAnswer = (kept: string | null): Answer => ({ value: null, text: '', ...JSON.parse(kept || '{}') })

/** Shows what was given on this device once it is revealed, also where that happened while it was away. */
export function useShowWhenRevealed(): void {
  const { run, act, viewer, meeting } = useLivePlace()
  const prefix = keptNames(viewer.accountId, meeting.id)
  const { gathering } = run
  useEffect(() => {
    for (const name of listDraftNames(prefix)) {
      const [gatheringId = '', personId = ''] = name.slice(prefix.length).split(':')
      if (gathering?.id === gatheringId && !gathering.revealed) continue
      if (waitsForClosing(run, personId)) continue
      const { value, text } = parseAnswer(findDraft(name))
      const { currentId } = run
      act({ type: 'gathering-shown', gatheringId, personId, value, text: text.trim(), ...(currentId !== null && { itemId: currentId }) })
      keepDraft(name, null)
    }
  }, [run, gathering, act, prefix])
}

/** An answer that stays on this device until everybody's are shown. */
function OwnAnswer({ gathering }: Props) {
  const { act, viewer, writerId, meeting } = useLivePlace()
  const draft = useDraft(`${keptNames(viewer.accountId, meeting.id)}${gathering.id}:${writerId}`)
  const answer = parseAnswer(draft.text)
  const has = gathering.answered.includes(writerId)
  const give = (change: Partial<Answer>) => draft.setText(JSON.stringify({ ...answer, ...change }))
  const tell = () => !has && act({ type: 'gathering-answered', gatheringId: gathering.id, personId: writerId })
  if (gathering.kind === 'TEMPERATURE')
    return (
      <fieldset>
        <legend className="mb-2 text-muted text-sm">{m.staysHere()}</legend>
        <div className="grid gap-1 sm:grid-cols-5">
          {TEMPERATURE_NAME.map((name, value) => (
            <Button
              key={name()}
              aria-pressed={answer.value === value}
              className="px-1 leading-tight sm:min-h-16 sm:text-sm aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-accent-ink"
              onClick={() => {
                give({ value })
                tell()
              }}
            >
              {name()}
            </Button>
          ))}
        </div>
      </fieldset>
    )
  return (
    <TextArea
      label={yourAnswer()}
      hint={m.staysHere()}
      rows={4}
      dir="auto"
      maxLength={1_000}
      value={answer.text}
      onChange={({ target }) => give({ text: target.value })}
      onBlur={() => answer.text.trim() && tell()}
    />
  )
}

function Hand({ gathering }: Props) {
  const { act, writerId } = useLivePlace()
  const isUp = gathering.shown[writerId]?.value === 1
  const raise = () => act({ type: 'gathering-shown', gatheringId: gathering.id, personId: writerId, value: isUp ? 0 : 1, text: '' })
  return (
    <Button
      variant={isUp ? 'primary' : 'quiet'}
      aria-pressed={isUp}
      className="min-h-16 w-full text-lg"
      disabled={gathering.revealed}
      onClick={raise}
    >
      {m.raiseHand()}
    </Button>
  )
}

/** Whose turn is still to come: a tap on a name says that they have spoken. */
function WhoIsLeft({ gathering }: Props) {
  const { act, meeting, run } = useLivePlace()
  const there = new Set(meeting.attendances.filter(({ present }) => present).map(({ member }) => member.id))
  const people = peopleOf(meeting, run).filter(({ id }) => there.size === 0 || there.has(id) || id in run.guests)
  const left = people.filter(({ id }) => !gathering.answered.includes(id))
  return (
    <div>
      <p className="mb-2 text-muted text-sm">{left.length === 0 ? m.everybodySpoke() : m.tapWhoSpoke({ count: left.length })}</p>
      <ul className="flex flex-wrap gap-2">
        {left.map(({ id, name }) => (
          <li key={id}>
            <Button onClick={() => act({ type: 'gathering-answered', gatheringId: gathering.id, personId: id })}>{name}</Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Steering({ gathering }: Props) {
  const { act, may } = useLivePlace()
  const { id: gatheringId, revealed } = gathering
  if (!may({ type: 'gathering-closed', gatheringId })) return null
  return (
    <div className="flex flex-wrap gap-2">
      {!isOpen(gathering) && !revealed && (
        <Button variant="primary" onClick={() => act({ type: 'gathering-revealed', gatheringId })}>
          {m.reveal()}
        </Button>
      )}
      <Button
        onClick={() =>
          act(...(revealed || isOpen(gathering) ? [] : [{ type: 'gathering-revealed', gatheringId } as const]), {
            type: 'gathering-closed',
            gatheringId,
          })
        }
      >
        {m.putAway()}
      </Button>
    </div>
  )
}
