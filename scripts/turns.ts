/** A piece of work of one name, such as a group's: begun when its turn comes, ended once. */
export type Turn = { begin: (work: () => void) => void; end: () => void }

type Line = { working: number; waiting: Set<() => void> }

/**
 * Lets only so much work of each name be done at a time; what comes beyond that waits, first come, first served. Whoever asks for much keeps
 * others waiting for no more than that.
 * @param most of one name at a time
 */
export function inTurns(most: number): (name: string) => Turn {
  const lines = new Map<string, Line>()

  function leave(name: string, line: Line): void {
    const [next] = line.waiting
    if (next && line.working < most) next()
    if (line.working === 0 && line.waiting.size === 0) lines.delete(name)
  }

  return (name) => {
    let end: () => void = () => undefined
    function begin(work: () => void): void {
      const line = lines.get(name) ?? { working: 0, waiting: new Set() }
      lines.set(name, line)
      const start = () => {
        line.waiting.delete(start)
        line.working += 1
        end = () => {
          line.working -= 1
          leave(name, line)
        }
        work()
      }
      end = () => {
        line.waiting.delete(start)
        leave(name, line)
      }
      if (line.working < most) start()
      else line.waiting.add(start)
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
