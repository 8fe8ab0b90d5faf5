'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useDeleteAccount } from '#client/accounts.ts'
import { fieldsOf } from '#client/http.ts'
import { Button } from '#components/ui/button.tsx'
import { ChoiceField } from '#components/ui/choice-field.tsx'
import { Form, typed, whyFailed } from '#components/ui/form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { ProofField } from '#components/ui/proof-field.tsx'
import type { Account, AccountEnding, DeleteAccount as Wanted } from '#domain/account.ts'
import { type FormReply, typedInto } from '#domain/form-reply.ts'
import * as say from '#messages/account.ts'

type DeleteProps = { account: Account; ending: AccountEnding; reply: FormReply | null }

/** What goes with the account, what becomes of one's words, and the last question. */
export function DeleteAccount({ account, ending, reply }: DeleteProps) {
  const remove = useDeleteAccount()
  const plain = { action: '/api/account/deletion', back: '/account/delete', reply, fields: { viewer: account.userId } }
  const error = whyFailed(remove, plain)
  const go = (filled: FormData) => remove.mutate({ words: typed(filled, 'words') as Wanted['words'], current: typed(filled, 'current') })
  if (ending.handOver.length > 0) {
    return (
      <Notice title={say.handOverFirst()}>
        <ul className="list-disc ps-5">
          {ending.handOver.map(({ id, name }) => (
            <li key={id}>
              <Link href={`/groups/${id}/members` as Route} className="link wrap-anywhere">
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </Notice>
    )
  }
  return (
    <Form onSubmit={go} plain={plain} error={error}>
      {ending.alone.length > 0 && <p>{say.goesWithAccount({ groups: ending.alone.map(({ name }) => `“${name}”`).join(', ') })}</p>}
      <ChoiceField
        legend={say.wordsInGroups()}
        name="words"
        chosen={typedInto(reply, plain.action).words ?? null}
        choices={[
          { value: 'nameless', label: say.keepWords(), about: say.keepWordsAbout() },
          { value: 'remove', label: say.removeWords(), about: say.removeWordsAbout() },
        ]}
      />
      <p className="text-muted text-sm">{say.deletedInAnyCase()}</p>
      <ProofField {...account} error={fieldsOf(error).current} />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button type="submit" variant="danger" busy={remove.isPending || remove.isSuccess}>
          {say.deleteForGood()}
        </Button>
        <Link href="/account" className="link">
          {say.keepAccount()}
        </Link>
      </div>
    </Form>
  )
}
