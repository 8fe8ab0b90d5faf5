import { cookies } from 'next/headers'
import { FirstHint } from '#components/help/first-hint.tsx'
import { HINT_COOKIE } from '#components/help/hint-cookie.ts'

/** How one begins to annotate, unless the reader has put that away in this browser. */
export async function NewcomerHint() {
  return (await cookies()).has(HINT_COOKIE) ? null : <FirstHint />
}
