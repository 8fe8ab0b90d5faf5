import { cookies } from 'next/headers'
import { FirstHint } from '#components/help/first-hint.tsx'
import { HINT_COOKIE } from '#components/help/hint-cookie.ts'
import type { Belonging } from '#server/access.ts'
import { hasMarked } from '#server/talk/annotation-rows.ts'

/** How one begins to annotate, unless the reader has done so, or has put that away in this browser. */
export async function NewcomerHint({ member }: { member: Belonging }) {
  return (await cookies()).has(HINT_COOKIE) || (await hasMarked(member)) ? null : <FirstHint />
}
