import type { Later } from '#domain/meeting.ts'
import * as m from '#messages/schedule.ts'

/** Whether the sessions after it stay or move too. */
export function LaterChoice({ later, setLater, move }: { later: Later; setLater: (later: Later) => void; move: string }) {
  return (
    <fieldset className="space-y-1">
      <legend className="mb-1 font-medium">{m.sessionsAfter()}</legend>
      <Choice name="later" checked={later === 'SHIFT'} choose={() => setLater('SHIFT')} words={move} />
      <Choice name="later" checked={later === 'STAY'} choose={() => setLater('STAY')} words={m.laterStay()} />
    </fieldset>
  )
}

/** One of several, large enough for a thumb. */
export function Choice({ name, checked, choose, words }: { name: string; checked: boolean; choose: () => void; words: string }) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3">
      <input type="radio" name={name} checked={checked} onChange={choose} className="size-5 shrink-0" />
      {words}
    </label>
  )
}
