import 'server-only'
import type { Route } from 'next'
import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import { Problem } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { type Belonging, isSuspended, requireMember } from '#server/access.ts'
import { requireInstallationOwner } from '#server/accounts/owners.ts'
import { findImportedGuide, type ImportedGuide } from '#server/content/read-imported.ts'
import { requireImporter } from '#server/installation.ts'
import { openTo } from '#server/texts.ts'
import { findViewer, findViewerIn } from '#server/viewer.ts'

/**
 * The first line of a page for signed-in people. Signed-out ones are sent to sign in and come back.
 * @param path the page's own address, beginning with `/`
 */
export async function requirePageViewer(path: string): Promise<Viewer> {
  return (await findViewer()) ?? toSignIn(path)
}

const toSignIn = (path: string): never => redirect(`/sign-in?next=${encodeURIComponent(path)}` as Route)

/**
 * The first line of a group's page: signed-out people are sent to sign in, strangers see "not found" with its real status. Members of
 * a group that is suspended are led to a page that says why.
 * @param path the page's own address, beginning with `/`
 */
export async function requirePageMember(groupId: string, path: string): Promise<{ viewer: Viewer; member: Belonging }> {
  if (!z.uuid().safeParse(groupId).success) {
    await requirePageViewer(path)
    notFound()
  }
  const viewer = (await findViewerIn(groupId)) ?? toSignIn(path)
  const member = await orNotFound(requireMember(viewer, groupId)).catch((error: unknown) => {
    if (isSuspended(error)) redirect(`/suspended/${groupId}` as Route)
    throw error
  })
  return { viewer, member }
}

/**
 * The first line of a page for owners of the installation: signed-out people are sent to sign in, all others see "not found".
 * @param path the page's own address, beginning with `/`
 */
export async function requirePageOwner(path: string): Promise<Viewer> {
  const viewer = await requirePageViewer(path)
  await orNotFound(requireInstallationOwner(viewer))
  return viewer
}

/**
 * The first line of a page for those who may bring texts in: signed-out people are sent to sign in, all others see "not found".
 * @param path the page's own address, beginning with `/`
 */
export async function requirePageImporter(path: string): Promise<{ viewer: Viewer; isOwner: boolean }> {
  const viewer = await requirePageViewer(path)
  return { viewer, ...(await orNotFound(requireImporter(viewer))) }
}

/**
 * The first line of a page of an imported guide. Whoever is not signed in and may not read it is sent to sign in, whether there is
 * such a guide or not, so that nobody learns which exist.
 * @param path the page's own address, beginning with `/`
 */
export async function requirePageText(slug: string, path: string): Promise<ImportedGuide> {
  const text = await findImportedGuide(slug)
  const isOpenTo = async (viewer: Viewer | null) => text !== null && (await openTo(viewer, [text.guide])).length > 0
  if (text && (await isOpenTo(null))) return text
  const viewer = await requirePageViewer(path)
  if (!text || !(await isOpenTo(viewer))) notFound()
  return text
}

/** Turns the Problem `not-found` of a server function into the page "not found". */
export async function orNotFound<Found>(promise: Promise<Found>): Promise<Found> {
  try {
    return await promise
  } catch (error) {
    if (error instanceof Problem && error.kind === 'not-found') notFound()
    throw error
  }
}
