import 'server-only'
import { lookup } from 'node:dns'
import { Agent, request } from 'node:https'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import webPush from 'web-push'
import { env } from '#server/env.ts'
import { pushKeys } from '#server/notifications/push-keys.ts'

/** So long may a push service take, in milliseconds. */
const PATIENCE = 8_000
/** So long a push service keeps it for a device that is off, in seconds: after that it is no news. */
const GOOD_FOR = 12 * 3600
/** It has no words, and names nobody and no group: the browser says in its own that something is new. */
const MESSAGE = JSON.stringify({ news: true })

export type Receiver = { endpoint: string; p256dh: string; auth: string }
/** Whether it was taken, whether nothing is there any more, or whether it may work another time. */
export type Outcome = 'sent' | 'gone' | 'failed'

/** Names of push services at private addresses or other ports, which whoever runs the installation vouches for. */
const vouchedFor = () => new Set((env().PUSH_HOSTS ?? '').split(/[\s,]+/).filter(Boolean))

/**
 * Finds the addresses of a name, and refuses every one that is not out in the public: the name came from a browser.
 * @param isVouchedFor names that may lead anywhere
 */
export const publicly =
  (isVouchedFor: (hostname: string) => boolean): LookupFunction =>
  (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '')
      const open = isVouchedFor(hostname) ? found : found.filter(({ address }) => isPublic(address))
      const [first] = open
      if (!first) return done(new Error('the name leads to no public address'), '')
      if (options.all) return done(null, open)
      done(null, first.address, first.family)
    })
  }

/** Whether an address is one of the public network: not this machine, not its neighbours, nor a way around to them. */
export const isPublic = (address: string): boolean => ipaddr.process(address).range() === 'unicast'

const agent = new Agent({ lookup: publicly((hostname) => vouchedFor().has(hostname)), keepAlive: false, maxSockets: 8 })

/** Tells one browser that something is new. It follows no redirects, and reads nothing of the answer but its status. */
export function sendPush({ endpoint, p256dh, auth }: Receiver): Promise<Outcome> {
  const { hostname, port } = new URL(endpoint)
  if (port !== '' && !vouchedFor().has(hostname)) return Promise.resolve('gone')
  const details = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, MESSAGE, {
    vapidDetails: pushKeys(),
    ...{ TTL: GOOD_FOR, topic: 'news', urgency: 'normal' },
  })
  return new Promise((resolve) => {
    const { method, headers, body } = details
    const signal = AbortSignal.timeout(PATIENCE)
    const sending = request(endpoint, { method, headers, agent, signal }, (response) => {
      const { statusCode = 0 } = response
      response.destroy()
      resolve(statusCode === 404 || statusCode === 410 ? 'gone' : statusCode >= 200 && statusCode < 300 ? 'sent' : 'failed')
    })
    sending.on('error', () => resolve('failed'))
    sending.end(body)
  })
}
