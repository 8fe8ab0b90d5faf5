import { ActForm } from '#components/ui/act-form.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextArea } from '#components/ui/field.tsx'
import { ProofField } from '#components/ui/proof-field.tsx'
import { Time } from '#components/ui/time.tsx'
import { type FormReply, fieldsRefused, typedInto } from '#domain/form-reply.ts'
import type { SuspensionState } from '#domain/oversight.ts'
import * as anew from '#messages/anew.ts'
import * as say from '#messages/installation.ts'

type SuspensionProps = {
  suspension: SuspensionState
  /** The page of the account or group, below `/installation`, and what its words are. */
  path: string
  about: string
  hint: string
  readmit: string
  title: string
  viewer: string
  hasPassword: boolean
  reply: FormReply | null
}

/** Suspends somebody or something with a reason, or takes that back. */
export function Suspension({ suspension, path, about, hint, readmit, title, viewer, hasPassword, reply }: SuspensionProps) {
  const action = `/api/installation/${path}/suspension`
  const refused = fieldsRefused(reply, action)
  const form = { viewer, reply, action, back: `/installation/${path}` }
  if (suspension)
    return (
      <section className="measure space-y-4 border-danger border-s-4 ps-4">
        <p className="font-medium">
          {say.suspendedSince()} <Time at={suspension.since} shape="date" />
        </p>
        <p dir="auto" className="wrap-anywhere">
          {say.reasonWas({ reason: suspension.reason })}
        </p>
        <ActForm {...form} fields={{ suspended: 'no' }}>
          <Button type="submit">{readmit}</Button>
        </ActForm>
      </section>
    )
  return (
    <section className="measure">
      <h2>{title}</h2>
      <p className="mt-1 mb-4 text-muted">{about}</p>
      <ActForm {...form} fields={{ suspended: 'yes' }}>
        <TextArea
          label={say.reason()}
          hint={hint}
          name="reason"
          rows={3}
          maxLength={500}
          required
          error={refused.reason}
          defaultValue={typedInto(reply, action).reason}
        />
        <ProofField hasPassword={hasPassword} label={anew.yourPassword()} error={refused.current} />
        <Button type="submit" variant="danger">
          {say.suspend()}
        </Button>
      </ActForm>
    </section>
  )
}
