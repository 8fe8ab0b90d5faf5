import type { Route } from 'next'
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { ROLE_WORDS } from '#components/groups/role-words.ts'
import { ActForm } from '#components/ui/act-form.tsx'
import { Button } from '#components/ui/button.tsx'
import { ChoiceField } from '#components/ui/choice-field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { ProofField } from '#components/ui/proof-field.tsx'
import { type FormReply, fieldsRefused, isAskedAgain, refusalFor, typedInto } from '#domain/form-reply.ts'
import type { Member, Role } from '#domain/group.ts'
import { RETURN_WAITS } from '#domain/return.ts'
import * as anew from '#messages/anew.ts'
import * as say from '#messages/members.ts'
import * as returns from '#messages/returns.ts'

type ChangeProps = { groupId: string; member: Member; viewer: string; hasPassword: boolean; reply: FormReply | null }

/** What may be changed about one member, each by a form of its own: role, ownership, belonging. */
export function ChangeMember({ groupId, member: { userId, name, role, roles, can }, viewer, hasPassword, reply }: ChangeProps) {
  const api = `/api/groups/${groupId}/members/${userId}`
  const members = `/groups/${groupId}/members`
  const form = { viewer, reply, back: `${members}/${userId}` }
  const other: Role = role === 'FACILITATOR' ? 'MEMBER' : 'FACILITATOR'
  const removal = `${api}/removal`
  const proofFor = (action: string) => ({ hasPassword, label: anew.yourPassword(), error: fieldsRefused(reply, action).current })
  return (
    <div className="wrap-anywhere space-y-10">
      {roles.length === 0 && !can.remove && !can.helpBack && <p>{say.nothingToChange()}</p>}
      {roles.includes(other) && (
        <Part title={say.roleTitle()} about={`${ROLE_WORDS[other].name}: ${ROLE_WORDS[other].may}`}>
          <ActForm {...form} action={`${api}/role`} fields={{ role: other, next: members }}>
            <Button type="submit">{say.makeThem({ name, role: other })}</Button>
          </ActForm>
        </Part>
      )}
      {roles.includes('OWNER') && (
        <Part title={say.handOverTitle()} about={say.handOverAbout({ name })}>
          <ActForm {...form} action={`${api}/role`} fields={{ role: 'OWNER', next: members }}>
            <ProofField {...proofFor(`${api}/role`)} />
            <Button type="submit" variant="danger">
              {say.handOver({ name })}
            </Button>
          </ActForm>
        </Part>
      )}
      {can.helpBack && <HelpBack api={api} name={name} viewer={viewer} reply={reply} back={form.back} proof={proofFor(`${api}/return`)} />}
      {can.remove && (
        <Part title={say.removalTitle()} about={say.removalShuts({ name })}>
          <ActForm {...form} action={removal} fields={{ next: members }}>
            <ChoiceField
              legend={say.theirWords({ name })}
              name="words"
              chosen={typedInto(reply, removal).words ?? 'keep'}
              choices={[
                { value: 'keep', label: say.theirsStays({ name }) },
                { value: 'nameless', label: say.theirsNameless() },
                { value: 'remove', label: say.theirsGoes() },
              ]}
            />
            <p className="text-muted text-sm">{say.theirsForGood()}</p>
            <ProofField {...proofFor(removal)} hint={anew.onlyForWords()} required={false} />
            <label className="flex items-start gap-3">
              <input type="checkbox" name="withdrawLinks" value="yes" defaultChecked className="mt-1 size-4 shrink-0" />
              <span>
                {say.withdrawLinks()}
                <span className="block text-muted text-sm">{say.withdrawLinksWhy()}</span>
              </span>
            </label>
            <Button type="submit" variant="danger">
              {say.removeNamed({ name })}
            </Button>
          </ActForm>
        </Part>
      )}
      <p>
        <Link href={members as Route} className="link">
          {say.backToMembers()}
        </Link>
      </p>
    </div>
  )
}

/** The answer is a PDF in a page of its own: the browser sends it itself. */
function HelpBack({
  api,
  name,
  viewer,
  reply,
  back,
  proof,
}: {
  api: string
  name: string
  viewer: string
  reply: FormReply | null
  back: string
  proof: ComponentProps<typeof ProofField>
}) {
  const action = `${api}/return`
  const refusal = refusalFor(reply, action)
  return (
    <Part title={returns.helpTitle()} about={returns.helpAbout({ name, days: RETURN_WAITS })}>
      {refusal && !proof.error && <Notice tone="error">{refusal.message}</Notice>}
      {isAskedAgain(reply, action) && <Notice>{anew.done()}</Notice>}
      <form method="post" action={action} target="_blank" rel="noopener" className="space-y-4">
        <input type="hidden" name="viewer" value={viewer} />
        <input type="hidden" name="back" value={back} />
        <ProofField {...proof} />
        <Button type="submit">{returns.helpPrint({ name })}</Button>
      </form>
    </Part>
  )
}

function Part({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      <p className="mt-1 mb-4 text-muted">{about}</p>
      {children}
    </section>
  )
}
