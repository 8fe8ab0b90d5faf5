import type { MeetingEvent } from '#domain/live-meeting/action.ts'
import type { MeetingRun, Turn } from '#domain/live-meeting/run.ts'

/**
 * Who speaks next in the current item, first to last: whom the facilitator pulled to the front, then direct responses to the point
 * that is being talked about, then whoever has had the fewest turns so far, then whoever came first.
 */
export function speakerStack(run: MeetingRun): Turn[] {
  const turnsOf = ({ speakerId }: Turn) => run.spoken[speakerId]?.turns ?? 0
  const answers = ({ kind, pointId }: Turn) => kind === 'DIRECT_RESPONSE' && pointId !== null && pointId === run.pointId
  const rank = (turn: Turn) => (turn.pulled !== null ? 0 : answers(turn) ? 1 : 2)
  const before = (a: Turn, b: Turn) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b)
    if (a.pulled !== null && b.pulled !== null) return a.pulled - b.pulled
    return turnsOf(a) - turnsOf(b) || a.arrival - b.arrival
  }
  return run.waiting.filter(({ itemId }) => itemId === run.currentId).sort(before)
}

/** What events about speaking do to a run. */
export function changeStack(run: MeetingRun, { action, at, seq }: MeetingEvent): MeetingRun {
  const waits = 'turnId' in action ? run.waiting.find(({ id }) => id === action.turnId) : undefined
  const replace = (parts: Partial<Turn>) => ({
    ...run,
    waiting: run.waiting.map((turn) => (turn === waits ? { ...turn, ...parts } : turn)),
  })
  switch (action.type) {
    case 'turn-asked':
      return ask(run, action, seq)
    case 'turn-worded': {
      if (waits) return replace({ words: action.words })
      const { speaking } = run
      return speaking?.turn.id === action.turnId
        ? { ...run, speaking: { ...speaking, turn: { ...speaking.turn, words: action.words } } }
        : run
    }
    case 'turn-withdrawn':
      return { ...run, waiting: run.waiting.filter((turn) => turn !== waits) }
    case 'turn-opened': {
      if (!waits || waits.itemId !== run.currentId || run.phase !== 'RUNNING') return run
      const { waiting, ...ended } = endSpeaking(run, at)
      const pointId = waits.pointId !== null && waits.pointId === run.pointId ? run.pointId : waits.id
      return { ...ended, waiting: waiting.filter((turn) => turn !== waits), speaking: { turn: waits, since: at }, pointId }
    }
    case 'turn-ended':
      return run.speaking?.turn.id === action.turnId ? endSpeaking(run, at) : run
    case 'turn-pulled':
      return replace({ pulled: seq })
    case 'turn-passed':
      // Behind those who have had as few turns, and no longer as an answer to what was just said.
      return replace({ pulled: null, arrival: seq, pointId: null })
    case 'stack-paused':
      return { ...run, stackPaused: action.paused }
    default:
      return run
  }
}

/** A person waits once in an item: asking again says only why. */
function ask(run: MeetingRun, { turnId: id, speakerId, kind }: { turnId: string; speakerId: string; kind: Turn['kind'] }, seq: number) {
  const itemId = run.currentId
  const { speaking } = run
  if (itemId === null || run.phase !== 'RUNNING') return run
  if (run.waiting.some((turn) => turn.id === id) || speaking?.turn.id === id) return run
  const pointId = kind === 'DIRECT_RESPONSE' ? run.pointId : null
  const waits = run.waiting.find((turn) => turn.speakerId === speakerId && turn.itemId === itemId)
  if (waits) return { ...run, waiting: run.waiting.map((turn) => (turn === waits ? { ...turn, kind, pointId } : turn)) }
  return { ...run, waiting: [...run.waiting, { id, itemId, speakerId, kind, words: '', pointId, arrival: seq, pulled: null }] }
}

/** Whoever speaks has finished: it counts as one turn, and as the time that it took. */
export function endSpeaking(run: MeetingRun, at: number): MeetingRun {
  if (!run.speaking) return run
  const { turn, since } = run.speaking
  const { turns, time } = run.spoken[turn.speakerId] ?? { turns: 0, time: 0 }
  return { ...run, speaking: null, spoken: { ...run.spoken, [turn.speakerId]: { turns: turns + 1, time: time + at - since } } }
}
