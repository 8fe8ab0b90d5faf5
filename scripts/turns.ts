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
 * @param beside of one name at a time while there is work of another name
 */
export function inTurns(most: number, beside = most): (name: string) => Turn {
  const lines = new Map<string, Line>()
  let working = 0

  const hasRoom = (line: Line) => line.working < (working > line.working ? beside : most)

  function letIn(line: Line): void {
    for (;;) {
      const [next] = line.begun?.size ? line.begun : (line.fresh ?? [])
      if (!next || !hasRoom(line)) return
      next()
    }
  }

  function leave(name: string, line: Line): void {
    letIn(line)
    if (line.working > 0) return
    if (!line.fresh?.size && !line.begun?.size) lines.delete(name)
    // Another one may be alone now.
    for (const other of lines.values()) letIn(other)
  }

  return (name) => {
    let end: () => void = () => undefined
    function begin(work: () => void, hasBegun = false): void {
      const line = lines.get(name) ?? { working: 0 }
      lines.set(name, line)
      const take = () => {
        line.working += 1
        working += 1
        end = () => {
          line.working -= 1
          working -= 1
          leave(name, line)
        }
      }
      if (hasRoom(line)) {
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
