import { Button } from '#components/ui/button.tsx'
import * as say from '#messages/letters.ts'

type StopProps = { code: string; found: { groupName: string; isOff: boolean } | null }

/** Asks whether somebody wants no more mail from a group, and says so once it is. A form that the browser sends itself. */
export function StopMail({ code, found }: StopProps) {
  if (!found) return <p>{say.stopUnknown()}</p>
  const { groupName: group, isOff } = found
  if (isOff) {
    return (
      <div role="status" className="wrap-anywhere space-y-2">
        <p>{say.stopped({ group })}</p>
        <p className="text-muted">{say.stoppedHow()}</p>
      </div>
    )
  }
  return (
    <form method="post" action={`/api/mail/${code}`} className="wrap-anywhere space-y-5">
      <p>{say.stopAsk({ group })}</p>
      <Button type="submit" variant="primary">
        {say.stopButton()}
      </Button>
    </form>
  )
}
