import type { Route } from 'next'
import Link from 'next/link'
import { ActForm } from '#components/ui/act-form.tsx'
import { Button, PageLink } from '#components/ui/button.tsx'
import { ProofField } from '#components/ui/proof-field.tsx'
import { Time } from '#components/ui/time.tsx'
import { type FormReply, fieldsRefused } from '#domain/form-reply.ts'
import { DELETION_DAYS, type Group } from '#domain/group.ts'
import * as anew from '#messages/anew.ts'
import * as say from '#messages/groups.ts'

type DeleteProps = { group: Pick<Group, 'id' | 'deletesAt'>; viewer: string; hasPassword: boolean; reply: FormReply | null }

/** First a copy of everything, then the end of the group; and the way back while there is one. */
export function DeleteGroup({ group: { id, deletesAt }, viewer, hasPassword, reply }: DeleteProps) {
  const form = { viewer, reply, action: `/api/groups/${id}/deletion`, back: `/groups/${id}/members/delete` }
  return (
    <div className="space-y-8">
      <section>
        <h2>{say.deleteFirstKeep()}</h2>
        <PageLink href={`/api/groups/${id}/archive`} download className="mt-3">
          {say.deleteArchive()}
        </PageLink>
      </section>
      {deletesAt === null ? (
        <section>
          <h2 className="mb-3">{say.deleteThen()}</h2>
          <ActForm {...form} fields={{ deletes: 'yes' }}>
            <ProofField hasPassword={hasPassword} label={anew.yourPassword()} error={fieldsRefused(reply, form.action).current} />
            <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
              <Button type="submit" variant="danger">
                {say.deleteNow({ days: DELETION_DAYS })}
              </Button>
              <Link href={`/groups/${id}/members` as Route} className="link">
                {say.deleteStays()}
              </Link>
            </div>
          </ActForm>
        </section>
      ) : (
        <section>
          <p className="mb-3 font-medium">
            {say.deleteDue()} <Time at={deletesAt} shape="date" />.
          </p>
          <ActForm {...form} fields={{ deletes: 'no' }}>
            <Button type="submit" variant="primary">
              {say.deleteStop()}
            </Button>
          </ActForm>
        </section>
      )}
    </div>
  )
}
