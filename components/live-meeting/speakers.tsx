'use client'

import { useState } from 'react'
import { isComposing } from '#client/composing.ts'
import { newId } from '#client/new-id.ts'
import { AddSpeaker } from '#components/live-meeting/add-speaker.tsx'
import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { Button } from '#components/ui/button.tsx'
import type { TurnKind } from '#domain/live-meeting/action.ts'
import type { Turn } from '#domain/live-meeting/run.ts'
import { speakerStack } from '#domain/live-meeting/speaker-stack.ts'
import * as m from '#messages/live-meeting.ts'

const KINDS: { kind: TurnKind; ask: string; said: string }[] = [
  { kind: 'NEW_POINT', ask: 'New point', said: 'new point' },
  { kind: 'DIRECT_RESPONSE', ask: 'Direct response', said: 'direct response' },
  { kind: 'QUESTION', ask: 'Question', said: 'question' },
]
const saidOf = (kind: TurnKind) => KINDS.find((each) => each.kind === kind)?.said ?? ''

/** Who speaks, who speaks next, and one press to be among them. */
export function Speakers() {
  const { run, act, may, meeting, nameOf, writerId } = useLivePlace()
  const stack = speakerStack(run)
  const own = run.waiting.find(({ speakerId, itemId }) => speakerId === writerId && itemId === run.currentId)
  const steers = may({ type: 'closed' })
  const [next] = stack
  return (
    <section aria-labelledby="speakers">
      <h2 id="speakers" className="mb-2">
        Speakers
      </h2>
      {run.speaking && (
        <div className="mb-3 flex flex-wrap items-center justify-between gap-2 border-accent border-s-4 ps-3">
          <p className="min-w-0 wrap-anywhere font-medium">
            {m.isSpeaking({ name: nameOf(run.speaking.turn.speakerId) })}
            {run.speaking.turn.words && <span className="block font-normal text-muted text-sm">{run.speaking.turn.words}</span>}
          </p>
          <EndTurn turn={run.speaking.turn} />
        </div>
      )}
      {stack.length > 0 ? (
        <ol className="divide-y divide-line border-line border-y">
          {stack.map((turn, index) => (
            <Waiting key={turn.id} turn={turn} place={index + 1} />
          ))}
        </ol>
      ) : (
        !run.speaking && <p className="text-muted">{m.nobodyWaits()}</p>
      )}
      {steers && next && !run.stackPaused && (
        <Button variant="primary" className="mt-3 w-full sm:w-auto" onClick={() => act({ type: 'turn-opened', turnId: next.id })}>
          {m.giveFloor({ name: nameOf(next.speakerId) })}
        </Button>
      )}
      {run.stackPaused && <p className="mt-3 font-medium">{m.listPaused()}</p>}
      <fieldset className="mt-4">
        <legend className="mb-2 font-medium">{m.wouldSpeak()}</legend>
        <div className="grid grid-cols-3 gap-2">
          {KINDS.map(({ kind, ask }) => (
            <Button
              key={kind}
              aria-pressed={own?.kind === kind}
              disabled={kind === 'DIRECT_RESPONSE' && run.pointId === null}
              size="small"
              className="min-h-14 leading-tight aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-accent-ink"
              onClick={() =>
                own?.kind === kind
                  ? act({ type: 'turn-withdrawn', turnId: own.id })
                  : act({ type: 'turn-asked', turnId: newId(), speakerId: writerId, kind })
              }
            >
              {ask}
            </Button>
          ))}
        </div>
      </fieldset>
      {meeting.keepsTurns && <p className="mt-3 text-muted text-sm">{m.turnsKept()}</p>}
      {own && <OwnWords key={own.id} turn={own} />}
      {steers && (
        <div className="mt-4 flex flex-wrap items-start gap-x-4 gap-y-2">
          <AddSpeaker />
          <Button variant="plain" onClick={() => act({ type: 'stack-paused', paused: !run.stackPaused })}>
            {run.stackPaused ? m.resumeList() : m.pauseList()}
          </Button>
        </div>
      )}
    </section>
  )
}

function EndTurn({ turn }: { turn: Turn }) {
  const { act, may } = useLivePlace()
  const end = { type: 'turn-ended', turnId: turn.id } as const
  return may(end) ? <Button onClick={() => act(end)}>Finished</Button> : null
}

function Waiting({ turn, place }: { turn: Turn; place: number }) {
  const { act, may, viewer, nameOf, run } = useLivePlace()
  const spoken = run.spoken[turn.speakerId]
  const pull = { type: 'turn-pulled', turnId: turn.id } as const
  const pass = { type: 'turn-passed', turnId: turn.id } as const
  const withdraw = { type: 'turn-withdrawn', turnId: turn.id } as const
  const name = nameOf(turn.speakerId)
  return (
    <li className="flex flex-wrap items-center gap-x-2 py-1.5">
      <span className="w-6 text-muted tabular-nums">{place}.</span>
      <span className="min-w-0 flex-1 wrap-anywhere">
        <span className={turn.speakerId === viewer.userId ? 'font-semibold' : ''}>
          {name}
          {turn.speakerId === viewer.userId && ' (you)'}
        </span>
        {run.showTimes && spoken && (
          <span className="text-muted text-sm"> · {m.spokeFor({ turns: spoken.turns, minutes: Math.round(spoken.time / 60_000) })}</span>
        )}
        <span className="text-muted text-sm">
          {' '}
          · {saidOf(turn.kind)}
          {turn.words && `: ${turn.words}`}
        </span>
      </span>
      <span className="flex gap-1">
        {may(pull) && place > 1 && (
          <Button variant="plain" size="small" aria-label={m.putFirst({ name })} onClick={() => act(pull)}>
            First
          </Button>
        )}
        {may(pass) && (
          <Button variant="plain" size="small" aria-label={m.speakLater({ name })} onClick={() => act(pass)}>
            Later
          </Button>
        )}
        {may(withdraw) && (
          <Button variant="plain" size="small" aria-label={m.takeOff({ name })} onClick={() => act(withdraw)}>
            Off
          </Button>
        )}
      </span>
    </li>
  )
}

/** What it is about, if one wants to say: the place in the list is taken already. */
function OwnWords({ turn }: { turn: Turn }) {
  const { act } = useLivePlace()
  const [words, setWords] = useState(turn.words)
  const save = () => words.trim() !== turn.words && act({ type: 'turn-worded', turnId: turn.id, words: words.trim() })
  return (
    <label className="mt-2 block text-sm">
      {m.whatAbout()}
      <input
        value={words}
        maxLength={140}
        onChange={({ target }) => setWords(target.value)}
        onBlur={save}
        onKeyDown={(event) => event.key === 'Enter' && !isComposing(event.nativeEvent) && save()}
        className="mt-1 block w-full rounded-md border border-muted bg-raised px-3 text-base target"
      />
    </label>
  )
}
