import { ButtonLink } from '#components/ui/button.tsx'

/** Also what a stranger sees of a group: it says nothing about whether there is one. */
export function NothingHere() {
  return (
    <div className="page py-16">
      <h1>There is nothing here that you can open</h1>
      <p className="measure mt-4">
        The address may be mistyped, or the page is for the members of a group. If somebody sent it to you, ask them for an invitation, and
        sign in before you try again.
      </p>
      <p className="mt-6">
        <ButtonLink href="/">Go to the first page</ButtonLink>
      </p>
    </div>
  )
}
