import { AddressField } from '#components/ui/address-field.tsx'
import { Button } from '#components/ui/button.tsx'
import type { SecretAddresses as Addresses, AddressKind } from '#domain/secret-address.ts'
import * as say from '#messages/addresses.ts'

type AddressesProps = { groupId: string; viewer: string; addresses: Addresses }

/** The addresses at which the viewer's programs read from the group: making, replacing and ending each. The browser sends it itself. */
export function SecretAddresses({ groupId, viewer, addresses }: AddressesProps) {
  return (
    <section aria-labelledby="addresses" className="measure mt-12">
      <h2 id="addresses">{say.secret()}</h2>
      <p className="mt-1 text-muted">{say.secretAbout()}</p>
      <Address kind="calendar" address={addresses.calendar} title={say.calendar()} about={say.calendarAbout()} {...{ groupId, viewer }} />
      <Address kind="feed" address={addresses.feed} title={say.feed()} about={say.feedAbout()} {...{ groupId, viewer }} />
    </section>
  )
}

type AddressProps = { kind: AddressKind; address: string | null; title: string; about: string; groupId: string; viewer: string }

function Address({ kind, address, title, about, groupId, viewer }: AddressProps) {
  const action = `/api/groups/${groupId}/addresses/${kind}`
  const press = (to: string, label: string) => (
    <form method="post" action={to}>
      <input type="hidden" name="viewer" value={viewer} />
      <input type="hidden" name="back" value={`/groups/${groupId}/inbox/settings`} />
      <Button type="submit" size="small" variant={address === null ? 'quiet' : 'plain'} aria-label={`${title}: ${label}`}>
        {label}
      </Button>
    </form>
  )
  return (
    <section aria-labelledby={kind} className="mt-6">
      <h3 id={kind}>{title}</h3>
      <p className="mb-3 text-muted text-sm">{about}</p>
      {address === null ? (
        press(action, say.make())
      ) : (
        <>
          <AddressField label={say.addressOf({ kind })} address={address} copy={say.copy()} copied={say.copied()}>
            {kind === 'calendar' && (
              <a href={address.replace(/^https?:/, 'webcal:')} className="inline-flex items-center target link">
                {say.openCalendar()}
              </a>
            )}
          </AddressField>
          <div className="mt-2 flex flex-wrap gap-x-3">
            {press(action, say.replace())}
            {press(`${action}/removal`, say.end())}
          </div>
        </>
      )}
    </section>
  )
}
