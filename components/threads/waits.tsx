import * as say from '#messages/threads.ts'

/** Says of somebody's own words that nobody else sees them yet. */
export function Waits() {
  return <span className="rounded-sm border border-muted px-1 text-muted text-xs">{say.waits()}</span>
}
