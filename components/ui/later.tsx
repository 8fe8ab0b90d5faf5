'use client'

import { type ComponentType, type ReactNode, useEffect, useState } from 'react'

type Later<Props> = ComponentType<Props> & {
  /** Fetches the part, for where it will be wanted in a moment. Settles when it is there or the network failed; never rejects. */
  prepare: () => Promise<void>
}

type Source<Props> = { part: ComponentType<Props> | null; load: () => Promise<void>; frame: (line: ReactNode) => ReactNode }

/**
 * A part of the page that is fetched when it is first shown. Until it is there a line says so; where the network fails, the
 * line says that and offers to try again, which also happens by itself when the network is back.
 * @param fetchPart imports the part
 * @param frame what the line stands in, for parts that do not stand in the flow of the page
 */
export function later<Props extends object>(
  fetchPart: () => Promise<ComponentType<Props>>,
  frame: Source<Props>['frame'] = (line) => line,
): Later<Props> {
  let underway: Promise<void> | null = null
  const load = () => {
    underway ??= fetchPart().then(
      (part) => {
        source.part = part
      },
      (failure: unknown) => {
        underway = null
        throw failure
      },
    )
    return underway
  }
  const source: Source<Props> = { part: null, load, frame }
  const prepare = () => load().catch(() => undefined)
  return Object.assign((props: Props) => <Fetched source={source} props={props} />, { prepare })
}

function Fetched<Props extends object>({ source, props }: { source: Source<Props>; props: Props }) {
  const [state, setState] = useState<'waiting' | 'failed' | 'here'>('waiting')
  useEffect(() => {
    if (state === 'here') return
    if (state === 'failed') {
      const again = () => setState('waiting')
      addEventListener('online', again)
      return () => removeEventListener('online', again)
    }
    let shown = true
    source.load().then(
      () => shown && setState('here'),
      () => shown && setState('failed'),
    )
    return () => {
      shown = false
    }
  }, [state, source])
  const Part = source.part
  if (Part) return <Part {...props} />
  return source.frame(state === 'failed' ? <Failed again={() => setState('waiting')} /> : <Waiting />)
}

/** Seen only when it takes long. */
const Waiting = () => (
  <p role="status" className="appears-late px-3 py-2 text-muted text-sm">
    One moment …
  </p>
)

const Failed = ({ again }: { again: () => void }) => (
  <p role="alert" className="px-3 py-2 text-sm">
    The connection failed. Nothing is lost.{' '}
    <button type="button" className="link target" onClick={again}>
      Try again
    </button>
  </p>
)
