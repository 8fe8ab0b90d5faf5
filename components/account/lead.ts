/** The page that somebody wants to open who must sign in first, and what that is for. */
const PLACES: [RegExp, string][] = [
  [/^\/groups\/new/, 'To start a group you need an account. Then you go on to name your group.'],
  [/^\/groups\//, 'This page is for the members of a group. Then you go on to it.'],
  [/^\/texts\/import/, 'Importing texts is for the owners of this installation. Then you go on there.'],
  [/^\/texts/, 'Some texts are for people with an account. Then you go on to read.'],
  [/^\/account/, 'Then you go on to your account.'],
  [/^\/owner\//, 'To become an owner of this installation you need an account. Then you go on there.'],
  [/^\/guides\//, 'Then you go back to where you were reading.'],
]

/**
 * Why somebody is asked to sign in, and where they come out; null where there is nothing to say.
 * @param next the path that they were going to
 * @param group the name of the group whose invitation they come from
 */
export function leadFor(next: string, group: string | null): string | null {
  if (group !== null) return `Then you join “${group}”.`
  return PLACES.find(([path]) => path.test(next))?.[1] ?? null
}
