import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { type BecomeOwner, OWNER_LINK_HOURS, type Owner } from '#domain/owner.ts'
import { mayImportTexts } from '#domain/permissions.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db } from '#server/db.ts'
import { tellSecurity } from '#server/log.ts'

const HOUR = 3600 * 1000

/** The code has 128 random bits, so that a plain hash is enough: nobody can try them all. */
const hashOf = (code: string) => createHash('sha256').update(code).digest('hex')

/**
 * Makes a link for one person; links that have expired are cleared away. Only the terminal calls this.
 * @returns the code, which is kept nowhere
 */
export async function createOwnerCode(): Promise<string> {
  const code = randomBytes(16).toString('base64url')
  const expiresAt = new Date(Date.now() + OWNER_LINK_HOURS * HOUR)
  await db().$transaction([
    db().ownerLink.deleteMany({ where: { expiresAt: { lt: new Date() } } }),
    db().ownerLink.create({ data: { codeHash: hashOf(code), expiresAt } }),
  ])
  return code
}

/** Whether a link would still make somebody an owner. Looking uses nothing up. */
export async function isOwnerCode(code: string): Promise<boolean> {
  return (await db().ownerLink.count({ where: { codeHash: hashOf(code), expiresAt: { gt: new Date() } } })) > 0
}

/**
 * Makes the viewer an owner and uses the link up. For an owner it changes nothing, and the link stays good for another.
 * @throws Problem `gone` when the link was used, has expired or never was
 */
export async function becomeOwner(viewer: Viewer, { code }: BecomeOwner): Promise<void> {
  if (await isInstallationOwner(viewer)) return
  await db().$transaction(async (tx) => {
    // Deleting decides: of two people who press at once, one deletes the row.
    const { count } = await tx.ownerLink.deleteMany({ where: { codeHash: hashOf(code), expiresAt: { gt: new Date() } } })
    const { userId } = viewer
    if (count > 0) await tx.installationOwner.createMany({ data: { userId }, skipDuplicates: true })
    // The same person may have pressed twice.
    else if ((await tx.installationOwner.count({ where: { userId } })) === 0) throw deadLink()
  })
  tellSecurity('owner-made', { userId: viewer.userId })
}

const deadLink = () => new Problem('gone', say('ownerLinkSpent'))

/** Whether the viewer is an owner of the installation. */
export async function isInstallationOwner(viewer: Viewer): Promise<boolean> {
  return (await db().installationOwner.count({ where: { userId: viewer.userId } })) > 0
}

/**
 * The first line of everything that is an owner's alone.
 * @throws Problem `not-found` for everyone else
 */
export async function requireInstallationOwner(viewer: Viewer): Promise<void> {
  if (!mayImportTexts({ isInstallationOwner: await isInstallationOwner(viewer) })) throw notFound()
}

/** Every owner, the first first. Only the terminal calls this. */
export async function listOwners(): Promise<Owner[]> {
  const select = { createdAt: true, user: { select: { id: true, username: true, name: true } } }
  const rows = await db().installationOwner.findMany({ select, orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }] })
  return rows.map(({ createdAt, user }) => ({ ...user, since: createdAt.toISOString() }))
}

/** Takes ownership back; their groups and what they imported stay. Only the terminal calls this. */
export async function removeOwner(userId: string): Promise<void> {
  await db().installationOwner.deleteMany({ where: { userId } })
}
