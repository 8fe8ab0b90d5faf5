import 'server-only'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { AboutPasskey, AddPasskey, SignInWithPasskey } from '#domain/account.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { newChallenge, takeChallenge } from '#server/accounts/challenges.ts'
import { type Arrival, arrive } from '#server/accounts/sign-in.ts'
import { requireWayIn, tellOwner } from '#server/accounts/ways.ts'
import { db, isDuplicate } from '#server/db.ts'
import { siteUrl } from '#server/env.ts'
import { tellSecurity } from '#server/log.ts'
import { takeNetworkPoint } from '#server/rate-limit.ts'
import type { Asked } from '#server/route.ts'

const MOST = 20
const SIGN_IN = 'sign-in'
const adding = ({ sessionId }: Viewer) => `add ${sessionId}`
const host = () => new URL(siteUrl()).hostname

const expected = () => ({ expectedOrigin: siteUrl(), expectedRPID: host(), requireUserVerification: true })

/**
 * What a browser needs to make a passkey for the viewer's account.
 * @throws Problem `conflict` when there are very many already
 */
export async function offerPasskey(viewer: Viewer) {
  const { userId } = viewer
  const [user, own] = await Promise.all([
    db().user.findUniqueOrThrow({ where: { id: userId }, select: { username: true, name: true } }),
    db().passkey.findMany({ where: { userId }, select: { id: true } }),
  ])
  if (own.length >= MOST) throw new Problem('conflict', say('tooManyPasskeys'))
  return generateRegistrationOptions({
    rpName: 'Studycircle',
    rpID: host(),
    userName: user.username ?? user.name,
    userDisplayName: user.name,
    userID: new Uint8Array(Buffer.from(userId)),
    challenge: await newChallenge(adding(viewer)),
    attestationType: 'none',
    excludeCredentials: own,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/**
 * Adds the passkey that a browser made; whoever holds it, and unlocks it, comes in by it alone.
 * @throws Problem `invalid` for an answer to nothing that was asked of this session
 */
export async function addPasskey(viewer: Viewer, { name, response }: AddPasskey): Promise<void> {
  const { userId } = viewer
  const answer = response as unknown as RegistrationResponseJSON
  const { registrationInfo } = await verifyRegistrationResponse({
    ...expected(),
    response: answer,
    expectedChallenge: (challenge) => takeChallenge(adding(viewer), challenge),
  }).catch(() => ({ registrationInfo: undefined }))
  if (!registrationInfo) throw new Problem('invalid', say('passkeyNotAdded'))
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential
  const data = { id, userId, name, publicKey: new Uint8Array(publicKey), counter: BigInt(counter), transports }
  await db()
    .passkey.create({ data })
    .catch((error: unknown) => {
      throw isDuplicate(error) ? new Problem('conflict', say('passkeyNotAdded')) : error
    })
  tellSecurity('passkey-added', { userId })
  await tellOwner(userId, `A passkey was added to your account at ${siteUrl()}.`)
}

/**
 * Takes a passkey off the account.
 * @throws Problem `not-found` when it is not theirs; `conflict` when it is the only way in
 */
export async function removePasskey(viewer: Viewer, { passkeyId: id }: AboutPasskey): Promise<void> {
  const { userId } = viewer
  await db().$transaction(async (tx) => {
    const { count } = await tx.passkey.deleteMany({ where: { id, userId } })
    if (count === 0) throw notFound()
    await requireWayIn(tx, userId)
  })
  tellSecurity('passkey-removed', { userId })
  await tellOwner(userId, `A passkey was taken off your account at ${siteUrl()}.`)
}

/** What a browser needs to ask for a passkey of this site, whoever's it is. @throws Problem `too-many` */
export async function offerSignIn(_who: Viewer | null, _input: object, { address }: Asked) {
  await takeNetworkPoint('sign-in-network', address)
  return generateAuthenticationOptions({ rpID: host(), challenge: await newChallenge(SIGN_IN), userVerification: 'required' })
}

/**
 * Signs in whoever holds a passkey and has unlocked it. An answer is good once.
 * @throws Problem `forbidden`, in the same words whatever is wrong; `too-many`
 */
export async function signInWithPasskey(_who: Viewer | null, { response, next = '/' }: SignInWithPasskey, asked: Asked): Promise<Arrival> {
  await takeNetworkPoint('sign-in-network', asked.address)
  const user = { select: { id: true, name: true } }
  const row = await db().passkey.findUnique({ where: { id: response.id }, include: { user } })
  const counter = row && (await verifiedCounter(row, response as unknown as AuthenticationResponseJSON))
  if (!row || counter === null) {
    tellSecurity('sign-in-refused', { userId: row?.userId ?? null, address: asked.address })
    throw new Problem('forbidden', say('passkeyRefused'))
  }
  await db().passkey.updateMany({ where: { id: row.id }, data: { counter: BigInt(counter), usedAt: new Date() } })
  return arrive(row.user, 'passkey', next, asked)
}

type Row = { id: string; publicKey: Uint8Array; counter: bigint }

/** The counter that a passkey has now if the answer is its, to a challenge of ours; null for any other. */
async function verifiedCounter({ id, publicKey, counter }: Row, response: AuthenticationResponseJSON): Promise<number | null> {
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    ...expected(),
    response,
    expectedChallenge: (challenge) => takeChallenge(SIGN_IN, challenge),
    credential: { id, publicKey: new Uint8Array(publicKey), counter: Number(counter) },
  }).catch(() => ({ verified: false, authenticationInfo: null }))
  return verified && authenticationInfo ? authenticationInfo.newCounter : null
}
