import { SignUp } from '#domain/account.ts'
import { signUp } from '#server/accounts/sign-in.ts'
import { openRoute } from '#server/route.ts'

export const POST = openRoute({
  input: SignUp,
  run: signUp,
  rate: 'sign-up',
  status: 201,
  anyViewer: true,
  form: { keeps: ['name', 'username', 'email'] },
})
