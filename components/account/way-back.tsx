import { Door } from '#components/account/door.tsx'
import { DoorLink } from '#components/account/door-link.tsx'
import { RETURN_WAITS } from '#domain/return.ts'
import type { SlipOf } from '#domain/slip.ts'
import * as say from '#messages/returns.ts'

/** To whoever holds the code of a way back and is signed out: it is used with an account, which they have or make first. */
export function WayBack({ way: { name, groupName, code } }: { way: SlipOf }) {
  const next = `/claim?code=${code}`
  return (
    <Door title={say.placeTitle()} lead={say.claimSignedOut({ name, group: groupName, days: RETURN_WAITS })}>
      <p className="flex flex-wrap gap-x-6 gap-y-3">
        <DoorLink to="/sign-up" next={next}>
          {say.makeAccount()}
        </DoorLink>
        <DoorLink to="/sign-in" next={next}>
          {say.signIn()}
        </DoorLink>
      </p>
    </Door>
  )
}
