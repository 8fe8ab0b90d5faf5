import { Part } from '#components/moderation/moderation-lists.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ModerationEntry } from '#domain/moderation.ts'
import { creatorName } from '#domain/viewer.ts'
import * as say from '#messages/moderation.ts'

const DID = {
  HIDE: say.didHide,
  RESTORE: say.didRestore,
  REMOVE: say.didRemove,
  DISMISS: say.didDismiss,
  REPLY: say.didReply,
  APPROVE: say.didApprove,
}

const named = (name: string | null) => (name === null ? say.somebody() : creatorName({ name }))

/** Everything that was done about anybody's words, the newest first. */
export function ModerationLog({ log }: { log: ModerationEntry[] }) {
  return (
    <Part title={say.log()} about={say.logAbout()} empty={log.length === 0 ? say.nothingDone() : null}>
      {log.map(({ id, act, noun, creator, actor, reason, at }) => (
        <li key={id} className="wrap-anywhere">
          <p className="first-letter:uppercase">{DID[act]({ actor: named(actor), name: named(creator), noun })}</p>
          {reason && <p dir="auto">{reason}</p>}
          <p className="text-muted text-sm">
            <Time at={at} />
          </p>
        </li>
      ))}
    </Part>
  )
}
