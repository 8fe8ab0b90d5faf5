import { DeleteAccount } from '#domain/account.ts'
import { deleteAccount } from '#server/accounts/delete-account.ts'
import { always, route } from '#server/route.ts'

export const POST = route({
  input: DeleteAccount,
  run: deleteAccount,
  proof: always,
  form: { keeps: ['words'], goOn: () => '/account/deleted' },
})
