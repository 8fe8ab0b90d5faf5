import { DeleteAccount } from '#domain/account.ts'
import { deleteAccount } from '#server/accounts/delete-account.ts'
import { route } from '#server/route.ts'

export const POST = route({
  input: DeleteAccount,
  run: deleteAccount,
  rate: 'password',
  form: { keeps: ['words'], goOn: () => '/account/deleted' },
})
