import type { Route } from 'next'
import type { ReactNode } from 'react'
import { InvitationLink } from '#components/groups/invitation-link.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import type { Group } from '#domain/group.ts'

type StepsProps = {
  group: Group
  /** Whether nobody has joined yet. */
  alone: boolean
  planned: boolean
  /** Of an open invitation, if there is one. */
  code: string | null
}

/** What a new group does first; gone when it is done. */
export function FirstSteps({ group, alone, planned, code }: StepsProps) {
  const invite = alone && group.can.invite
  const plan = !planned && group.can.planMeetings
  if (!invite && !plan) return null
  return (
    <section aria-labelledby="first-steps" className="mt-6 rounded-lg border border-line bg-raised p-5">
      <h2 id="first-steps">First steps</h2>
      <div className="mt-3 grid gap-x-10 gap-y-6 md:grid-cols-2">
        {invite && (
          <Step title="Invite people" words="Whoever opens this link can join. It works for two weeks; you can withdraw it.">
            {code ? (
              <InvitationLink code={code} groupName={group.name} primary />
            ) : (
              <ButtonLink href={`/groups/${group.id}/members` as Route} variant="primary">
                Make an invitation link
              </ButtonLink>
            )}
          </Step>
        )}
        {plan && (
          <Step
            title="Plan the weeks"
            words="Say when you meet: each study session takes the next chapter, and everyone knows what to read."
          >
            <ButtonLink href={`/groups/${group.id}/meetings/plan` as Route} variant={invite ? 'quiet' : 'primary'}>
              Plan the weeks
            </ButtonLink>
          </Step>
        )}
      </div>
    </section>
  )
}

function Step({ title, words, children }: { title: string; words: string; children: ReactNode }) {
  return (
    <div>
      <h3>{title}</h3>
      <p className="mt-1 mb-3 text-muted">{words}</p>
      {children}
    </div>
  )
}
