import { ConfirmEmail } from '#domain/account.ts'
import { confirmEmail } from '#server/accounts/emails.ts'
import { openRoute } from '#server/route.ts'

export const POST = openRoute({ input: ConfirmEmail, run: confirmEmail, anyViewer: true, form: {} })
