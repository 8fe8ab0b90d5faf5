'use client'

import { useLivePlace } from '#components/live-meeting/live-place.tsx'
import { isOpen, TEMPERATURE_NAME } from '#domain/live-meeting/gathering.ts'
import type { Gathering } from '#domain/live-meeting/run.ts'
import * as m from '#messages/gathering.ts'

/** What was given, as far as it is seen: how many until it is revealed, then everything. */
export function GatheringResult({ gathering }: { gathering: Gathering }) {
  const { nameOf } = useLivePlace()
  const { kind, answered, shown, revealed } = gathering
  const given = Object.entries(shown)
  if (kind === 'ROUND') return null
  if (kind === 'HANDS') {
    const up = given.filter(([, { value }]) => value === 1)
    return (
      <p>
        <strong className="text-2xl tabular-nums">{up.length}</strong> {m.handsUp({ count: up.length })}
        <span className="block text-muted text-sm">{up.map(([id]) => nameOf(id)).join(', ')}</span>
      </p>
    )
  }
  if (!revealed && !isOpen(gathering)) return <p className="text-muted">{m.haveAnswered({ count: answered.length })}</p>
  if (kind === 'TEMPERATURE') {
    return (
      <ol className="space-y-1">
        {TEMPERATURE_NAME.map((name, value) => {
          const here = given.filter(([, answer]) => answer.value === value)
          return (
            <li key={name()} className="grid grid-cols-[8rem_2rem_minmax(0,1fr)] items-baseline gap-2">
              <span>{name()}</span>
              <strong className="text-end tabular-nums">{here.length}</strong>
              <span className="wrap-anywhere text-muted text-sm">{here.map(([id]) => nameOf(id)).join(', ')}</span>
            </li>
          )
        })}
      </ol>
    )
  }
  return (
    <ul className="space-y-3">
      {given
        .filter(([, { text }]) => text)
        .map(([id, { text }]) => (
          <li key={id} className="border-line border-s-4 ps-3">
            <p dir="auto" className="whitespace-pre-line wrap-anywhere">
              {text}
            </p>
            <p className="text-muted text-sm">{nameOf(id)}</p>
          </li>
        ))}
    </ul>
  )
}
