import { SignInWithPasskey } from '#domain/account.ts'
import { signInWithPasskey } from '#server/accounts/passkeys.ts'
import { openRoute } from '#server/route.ts'

export const POST = openRoute({ input: SignInWithPasskey, run: signInWithPasskey, anyViewer: true })
