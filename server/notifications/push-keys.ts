import 'server-only'
import { createECDH, hkdfSync } from 'node:crypto'
import { authSecret, env, siteUrl } from '#server/env.ts'

type Keys = { publicKey: string; privateKey: string; subject: string }

let made: { secret: string; keys: Omit<Keys, 'subject'> } | undefined

/**
 * The keys with which push services know this site (VAPID). They follow from the secret that all its processes share: there is nothing more to
 * keep, and whoever changes that secret, and with it signs everybody out, changes them too.
 */
export function pushKeys(): Keys {
  const secret = authSecret()
  if (made?.secret !== secret) {
    const ecdh = createECDH('prime256v1')
    ecdh.setPrivateKey(Buffer.from(hkdfSync('sha256', secret, '', 'studycircle push', 32)))
    const keys = { publicKey: ecdh.getPublicKey('base64url'), privateKey: ecdh.getPrivateKey('base64url') }
    made = { secret, keys: { ...keys, privateKey: keys.privateKey.padStart(43, 'A') } }
  }
  const address = /<([^>]+)>/.exec(env().MAIL_FROM ?? '')?.[1] ?? env().MAIL_FROM
  // Where the services would complain. Only this machine speaks plain http, and they take no such address.
  const site = siteUrl()
  const subject = site.startsWith('https:') ? site : `mailto:studycircle@${new URL(site).hostname}`
  return { ...made.keys, subject: address ? `mailto:${address}` : subject }
}
