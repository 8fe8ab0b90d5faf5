import { SignIn } from '#domain/account.ts'
import { signIn } from '#server/accounts/sign-in.ts'
import { openRoute } from '#server/route.ts'

export const POST = openRoute({
  input: SignIn,
  run: signIn,
  anyViewer: true,
  form: { keeps: ['username'], goOn: ({ next }) => next },
})
