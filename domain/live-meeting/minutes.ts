import { type LineWords, type MeetingEvent, MOST_LINES } from '#domain/live-meeting/action.ts'
import type { Line, MeetingRun } from '#domain/live-meeting/run.ts'

/** What events about the minutes do to a run. Whatever was written stays: of two changes to one line at once both are kept. */
export function changeMinutes(run: MeetingRun, { id: eventId, actorId, action, at }: MeetingEvent): MeetingRun {
  switch (action.type) {
    case 'line-written': {
      if (run.lines.some(({ id }) => id === action.lineId)) return run
      const itemId = run.items.some(({ id }) => id === action.itemId) ? action.itemId : null
      const line = { ...wordsOf(action), id: action.lineId, itemId, creatorId: actorId, byId: action.byId ?? null }
      return addLine(run, { ...line, at, since: eventId, removed: false, hidden: false, settled: false })
    }
    case 'line-changed': {
      const line = run.lines.find(({ id }) => id === action.lineId)
      if (!line) return run
      if (line.since === action.since && !line.hidden) return replace(run, line, { ...wordsOf(action), since: eventId, removed: false })
      if (line.text === action.text) return run
      const copy = { ...line, ...wordsOf(action), id: eventId, creatorId: actorId, at, since: eventId, removed: false, hidden: false }
      return addLine(run, copy, line)
    }
    case 'line-removed':
    case 'line-restored': {
      const line = run.lines.find(({ id }) => id === action.lineId)
      return line && !line.hidden ? replace(run, line, { removed: action.type === 'line-removed' }) : run
    }
    case 'line-hidden': {
      const line = run.lines.find(({ id }) => id === action.lineId)
      return line ? hide(run, line) : run
    }
    case 'line-brought-back': {
      const line = run.lines.find(({ id }) => id === action.lineId)
      return line ? replace(run, line, { ...wordsOf(action), since: eventId, removed: false, hidden: false }) : run
    }
    case 'line-settled': {
      const line = run.lines.find(({ id }) => id === action.lineId)
      return line ? replace(run, line, { settled: action.settled }) : run
    }
    default:
      return run
  }
}

/** The lines that stand under an item, in the order in which they were written. */
export const linesOf = (run: MeetingRun, itemId: string | null): Line[] =>
  run.lines.filter((line) => line.itemId === itemId && !line.removed)

const wordsOf = ({ kind, text, ownerId, due }: LineWords): LineWords => ({ kind, text, ownerId, due })

/** The run with one more line, at the end or behind another. */
export function addLine(run: MeetingRun, line: Line, after?: Line): MeetingRun {
  if (run.lines.length >= MOST_LINES) return run
  const at = after ? run.lines.indexOf(after) + 1 : run.lines.length
  return { ...run, lines: run.lines.toSpliced(at, 0, line) }
}

/** What is hidden is nowhere in the run any more, also not among what everybody was asked a moment ago. */
function hide(run: MeetingRun, line: Line): MeetingRun {
  const { gathering } = run
  const shown = Object.entries(gathering?.shown ?? {}).map(([id, given]) => [id, given.text === line.text ? { ...given, text: '' } : given])
  const rest = gathering && line.text !== '' ? { ...run, gathering: { ...gathering, shown: Object.fromEntries(shown) } } : run
  return replace(rest, line, { text: '', removed: true, hidden: true })
}

function replace(run: MeetingRun, line: Line, parts: Partial<Line>): MeetingRun {
  return { ...run, lines: run.lines.map((each) => (each === line ? { ...line, ...parts } : each)) }
}
