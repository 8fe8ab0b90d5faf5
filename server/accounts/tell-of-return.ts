import 'server-only'
import * as m from '#messages/returns.ts'
import { sendAccountMail } from '#server/accounts/account-mail.ts'
import { db } from '#server/db.ts'
import { siteUrl } from '#server/env.ts'
import { log } from '#server/log.ts'
import { tellAccount } from '#server/notifications/push.ts'
import { addressOf, WITH_ADDRESS } from '#server/personas.ts'

type About = { userId: string; groupName: string; dueAt: Date | null }

/**
 * Tells the account of a member, by mail and in every browser, that a code for their place was printed or, with `dueAt`, used. Its pages and inbox in
 * the group say it by themselves. What was printed or used stands whether or not this arrives.
 */
export async function tellOfReturn({ userId, groupName, dueAt }: About): Promise<void> {
  const user = await db().user.findUnique({ where: { id: userId }, select: { ...WITH_ADDRESS, persona: { select: ACCOUNT } } })
  if (!user) return
  const date = dueAt && new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' }).format(dueAt)
  const what = date ? m.mailClaimed({ group: groupName, date }) : m.mailPrinted({ group: groupName })
  const to = addressOf(user)
  const lost = (error: unknown) => log().warn({ err: error }, 'an account was not told of a way back to its place')
  await Promise.all([
    to &&
      sendAccountMail({ to, subject: m.mailSubject({ group: groupName }), text: `${what}\n\n${m.mailDo({ site: siteUrl() })}\n` }).catch(
        lost,
      ),
    tellAccount(user.persona?.accountId ?? userId).catch(lost),
  ])
}

const ACCOUNT = { accountId: true, account: WITH_ADDRESS.persona.select.account } as const
