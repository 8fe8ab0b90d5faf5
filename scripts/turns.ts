/** A piece of work of one name, such as a group's: it may have its turn again and again until it is done. */
export type Turn = {
  /** Does something when its turn comes. What has begun already goes before what has not. */
  begin: (work: () => void, hasBegun?: boolean) => void
  /** Lets others go on, or leaves the line. */
  end: () => void
}

/** Those who wait are made when somebody does: sets that come and go with each request would stay in old memory for a while (decision 0062). */
type Line = { working: number; fresh?: Set<() => void>; begun?: Set<() => void> }

/**
 * Lets only so much work of each name be done at a time; what comes beyond that waits, first come, first served. Whoever asks for much keeps
 * others waiting for no more than that.
 * @param most of one name at a time
 */
export function inTurns(most: number): (name: string) => Turn {
  const lines = new Map<string, Line>()

  function leave(name: string, line: Line): void {
    const [next] = line.begun?.size ? line.begun : (line.fresh ?? [])
    if (next && line.working < most) next()
    if (line.working === 0 && !line.fresh?.size && !line.begun?.size) lines.delete(name)
  }

  return (name) => {
    let end: () => void = () => undefined
    function begin(work: () => void, hasBegun = false): void {
      const line = lines.get(name) ?? { working: 0 }
      lines.set(name, line)
      const take = () => {
        line.working += 1
        end = () => {
          line.working -= 1
          leave(name, line)
        }
      }
      if (line.working < most) {
        take()
        work()
        return
      }
      const kind = hasBegun ? 'begun' : 'fresh'
      const waiting = line[kind] ?? new Set<() => void>()
      line[kind] = waiting
      const next = () => {
        waiting.delete(next)
        take()
        // Not in the middle of what whoever made room is doing.
        queueMicrotask(work)
      }
      waiting.add(next)
      end = () => {
        waiting.delete(next)
        leave(name, line)
      }
    }
    return {
      begin,
      end: () => {
        const last = end
        end = () => undefined
        last()
      },
    }
  }
}
