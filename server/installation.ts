import 'server-only'
import type { InstallationSettings, UpdateInstallation } from '#domain/installation.ts'
import { mayBringTexts } from '#domain/permissions.ts'
import { notFound } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { isInstallationOwner, requireInstallationOwner } from '#server/accounts/owners.ts'
import { db } from '#server/db.ts'
import { env } from '#server/env.ts'

/** The settings, also where nobody has set any: an installation without an address of its own is private, and its groups bring texts. */
export async function findInstallation(): Promise<InstallationSettings> {
  const row = await db().installationSettings.findUnique({ where: { id: 1 }, select: { textsFrom: true } })
  return row ?? { textsFrom: env().SITE_URL === undefined ? 'FACILITATORS' : 'OWNERS' }
}

/**
 * Changes the settings.
 * @throws Problem `not-found` to everyone but owners
 */
export async function updateInstallation(viewer: Viewer, settings: UpdateInstallation): Promise<InstallationSettings> {
  await requireInstallationOwner(viewer)
  await db().installationSettings.upsert({ where: { id: 1 }, create: settings, update: settings })
  return findInstallation()
}

/** Whether the viewer may bring texts in, and whether as an owner, whom no text of others is closed to. */
export async function findImporter(viewer: Viewer): Promise<{ may: boolean; isOwner: boolean }> {
  const [isOwner, { textsFrom }] = await Promise.all([isInstallationOwner(viewer), findInstallation()])
  return { may: mayBringTexts({ isInstallationOwner: isOwner, textsFrom }), isOwner }
}

/**
 * The first line of everything that is done with a text that somebody brings in.
 * @throws Problem `not-found` to everyone who may not
 */
export async function requireImporter(viewer: Viewer): Promise<{ isOwner: boolean }> {
  const { may, isOwner } = await findImporter(viewer)
  if (!may) throw notFound()
  return { isOwner }
}
