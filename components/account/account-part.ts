import type { Account } from '#domain/account.ts'
import type { FormReply } from '#domain/form-reply.ts'

/** The account, and what a form of this page was told that was sent without scripts. */
export type AccountPart = { account: Account; reply: FormReply | null }
