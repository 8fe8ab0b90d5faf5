import { cookies } from 'next/headers'
import { FirstHint } from '#components/help/first-hint.tsx'
import { hintCookie } from '#components/help/hint-cookie.ts'
import type { Belonging } from '#server/access.ts'
import { hasMarked } from '#server/talk/annotation-rows.ts'

/** How one begins to annotate, unless the reader has done so, or has put that away in this browser. */
export async function NewcomerHint({ member }: { member: Belonging }) {
  const jar = await cookies()
  // Where it was put away before the name had its prefix, it stays away.
  return [true, false].some((secure) => jar.has(hintCookie(secure))) || (await hasMarked(member)) ? null : <FirstHint />
}
