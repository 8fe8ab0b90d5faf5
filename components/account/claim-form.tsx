import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Time } from '#components/ui/time.tsx'
import { doneBy, type FormReply, refusalFor } from '#domain/form-reply.ts'
import { RETURN_WAITS } from '#domain/return.ts'
import type { Claimed, SlipOf } from '#domain/slip.ts'
import type { Viewer } from '#domain/viewer.ts'
import * as returns from '#messages/returns.ts'
import * as m from '#messages/slips.ts'

/** Where a printed code is used with an account that somebody is signed in to. */
export const CLAIMS = '/api/account/claims'

type ClaimProps = { viewer: Pick<Viewer, 'userId' | 'name'>; slip: SlipOf | null; way: SlipOf | null; reply: FormReply | null }

/**
 * Takes over, with the account that the viewer is signed in to, the name on a slip or a place in a group. It works without scripts.
 * @param slip of the code that the page was opened with, if it is a slip's
 * @param way the same of a way back
 */
export function ClaimForm({ viewer, slip, way, reply }: ClaimProps) {
  const done = doneBy<Claimed>(reply, CLAIMS)
  if (done) return <Done {...done} />
  const found = slip ?? way
  const refusal = refusalFor(reply, CLAIMS)
  return (
    <form method="post" action={CLAIMS} className="wrap-anywhere space-y-5">
      <input type="hidden" name="viewer" value={viewer.userId} />
      <input type="hidden" name="back" value={found ? `/claim?code=${found.code}` : '/claim'} />
      {refusal && <Notice tone="error">{refusal.message}</Notice>}
      {slip && <p>{m.takeOverLead({ name: slip.name, group: slip.groupName, account: viewer.name })}</p>}
      {slip && <p className="text-muted text-sm">{m.takeOverAbout()}</p>}
      {way && <p>{returns.claimLead({ name: way.name, group: way.groupName })}</p>}
      {way && <p className="text-muted text-sm">{returns.claimAbout({ name: way.name, days: RETURN_WAITS })}</p>}
      {!found && <p>{m.signedIn({ name: viewer.name })}</p>}
      {found ? (
        <input type="hidden" name="code" value={found.code} />
      ) : (
        <Field
          label={m.claimCode()}
          hint={m.claimHint()}
          name="code"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
        />
      )}
      <Button type="submit" variant="primary" className="w-full">
        {slip ? m.takeOver({ name: slip.name }) : way ? returns.claimIt() : m.goOnWithCode()}
      </Button>
      <p className="text-muted text-sm">{m.somebodyElse()}</p>
    </form>
  )
}

function Done({ groupId, groupName, name, dueAt, answersDoubled }: Claimed) {
  if (dueAt !== null)
    return (
      <div role="status" className="wrap-anywhere">
        <Notice title={returns.claimedTitle()}>
          <p>{returns.claimed({ name, group: groupName })}</p>
          <p className="mt-2 font-medium text-ink">
            <Time at={dueAt} shape="datetime" />
          </p>
        </Notice>
      </div>
    )
  return (
    <div className="wrap-anywhere space-y-6">
      <div role="status">
        <Notice>
          <p>{m.takenOver({ name, group: groupName })}</p>
          {answersDoubled > 0 && <p className="mt-2">{m.answersDoubled({ count: answersDoubled })}</p>}
        </Notice>
      </div>
      <ButtonLink href={`/groups/${groupId}`}>{m.toGroup()}</ButtonLink>
    </div>
  )
}
