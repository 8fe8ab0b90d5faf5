import { Recover } from '#domain/account.ts'
import { recover } from '#server/accounts/recovery.ts'
import { openRoute } from '#server/route.ts'

export const POST = openRoute({ input: Recover, run: recover, rate: 'recover-network', anyViewer: true, form: { keeps: ['username'] } })
