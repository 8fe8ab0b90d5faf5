'use client'

import { useState } from 'react'
import { useConnect, useDisconnect } from '#client/accounts.ts'
import { ProofDialog } from '#components/account/proof-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import { Time } from '#components/ui/time.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { Account } from '#domain/account.ts'
import * as say from '#messages/account.ts'

/**
 * The outside sign-ins that let somebody into the account: each can be taken off, and one be connected.
 * @param provider what the site calls it; null where it offers none any more
 */
export function Connections({ account, provider }: { account: Account; provider: string | null }) {
  const [asked, setAsked] = useState<'connect' | string | null>(null)
  const [connect, disconnect, toast] = [useConnect(), useDisconnect(), useToast()]
  const close = () => {
    setAsked(null)
    connect.reset()
    disconnect.reset()
  }
  const takeOff = (connectionId: string, current: string) =>
    disconnect.mutate(
      { connectionId, current },
      {
        onSuccess: () => {
          close()
          toast(`${name} no longer lets anybody into your account.`)
        },
      },
    )
  const name = provider ?? 'The outside sign-in'
  const shared = { account, onClose: close }
  return (
    <div className="space-y-4">
      {account.connections.length > 0 && (
        <ul className="divide-y divide-line">
          {account.connections.map(({ id, since }) => (
            <li key={id} className="flex items-center gap-4 py-3">
              <p className="min-w-0 flex-1">
                {name}
                {since && (
                  <span className="block text-muted text-sm">
                    Connected <Time at={since} shape="date" />
                  </span>
                )}
              </p>
              <Button size="small" className="needs-script" aria-label={`Remove: ${name}`} onClick={() => setAsked(id)}>
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      {provider && account.connections.length === 0 && (
        <Button className="needs-script" onClick={() => setAsked('connect')}>
          Connect {provider}
        </Button>
      )}
      <p className="without-script text-muted text-sm">{say.changeNeedsScript()}</p>
      <ProofDialog
        {...shared}
        open={asked === 'connect'}
        title={`Connect ${provider}`}
        submit={`Go on to ${provider}`}
        busy={connect.isPending || connect.isSuccess}
        error={connect.error}
        onProof={(current) => connect.mutate(current)}
      >
        <p>Whoever can sign in there with your name can then sign in here.</p>
      </ProofDialog>
      <ProofDialog
        {...shared}
        open={asked !== null && asked !== 'connect'}
        title="Take it off your account"
        submit="Take it off"
        busy={disconnect.isPending}
        error={disconnect.error}
        onProof={(current) => asked && takeOff(asked, current)}
      >
        <p>{name} then lets nobody into your account.</p>
      </ProofDialog>
    </div>
  )
}
