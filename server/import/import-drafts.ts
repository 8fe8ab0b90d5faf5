import 'server-only'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import type { KeptCorrection } from '#domain/import/review/correction.ts'
import { type Replayed, replay } from '#domain/import/review/replay.ts'
import {
  type AboutDraft,
  type CreateCorrection,
  DRAFT_DAYS,
  type Draft,
  type DraftItem,
  type DraftSettings,
  MOST_CORRECTIONS,
  type RemoveCorrection,
  type UpdateDraft,
} from '#domain/import-draft.ts'
import { notFound, Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { db, type Prisma } from '#server/db.ts'
import { draftOf } from '#server/import/draft-view.ts'
import { ABOUT, aboutOf, type LoadedDraft, loadDraft } from '#server/import/load-draft.ts'
import { requireImporter } from '#server/installation.ts'

/** The viewer's drafts, the one changed last first. */
export async function listDrafts(viewer: Viewer): Promise<DraftItem[]> {
  await requireImporter(viewer)
  const where = { creatorId: viewer.userId }
  const order = [{ updatedAt: 'desc' as const }, { id: 'desc' as const }]
  const [rows, withText] = await Promise.all([
    db().importDraft.findMany({ where, orderBy: order, select: ABOUT }),
    db().$queryRaw<{ id: string }[]>`SELECT id FROM import_drafts WHERE creator_id = ${viewer.userId}::uuid AND text IS NOT NULL`,
  ])
  const whole = new Set(withText.map(({ id }) => id))
  return rows.map((row) => {
    const { id, fileName, settings, createdAt, updatedAt, publishedAt } = aboutOf(row)
    const dates = {
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
      publishedAt: publishedAt?.toISOString() ?? null,
    }
    return { id, fileName, title: settings.title, slug: settings.slug, ...dates, cleared: !whole.has(id) }
  })
}

/** @throws as `loadDraft` */
export async function requireDraft(viewer: Viewer, input: AboutDraft): Promise<Draft> {
  return draftOf(await loadDraft(viewer, input))
}

/** Keeps a text that was read. Only the upload calls this, for an owner. A second one with the same id is let go. */
export async function createDraft(
  viewer: Viewer,
  id: string,
  fileName: string,
  text: ImportedText,
  settings: DraftSettings,
): Promise<void> {
  const data = { id, creatorId: viewer.userId, fileName, text: storable(text), settings }
  await db().importDraft.createMany({ data, skipDuplicates: true })
}

/** Postgres takes no NUL, and no half of a surrogate pair. */
function storable(text: ImportedText): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(text, (_, value) => (typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value)))
}

/**
 * Changes settings; those that are not given stay.
 * @throws as `loadDraft`; Problem `conflict` with the `current` draft when it was changed elsewhere
 */
export async function updateDraft(viewer: Viewer, { draftId, version, settings }: UpdateDraft): Promise<Draft> {
  const loaded = await loadDraft(viewer, { draftId })
  await save(loaded, viewer, version, { settings: { ...loaded.about.settings, ...settings } })
  return requireDraft(viewer, { draftId })
}

/**
 * Makes a correction. Sent again it changes nothing.
 * @throws as `updateDraft`; Problem `invalid` with the reason when it cannot be made
 */
export async function createCorrection(viewer: Viewer, { draftId, version, id, correction }: CreateCorrection): Promise<Draft> {
  const loaded = await loadDraft(viewer, { draftId })
  if (loaded.kept.some((made) => made.id === id)) return draftOf(loaded)
  if (loaded.about.version !== version) throw staleDraft(loaded)
  if (loaded.kept.length >= MOST_CORRECTIONS) throw new Problem('invalid', say('tooManyCorrections', { most: MOST_CORRECTIONS }))
  const corrections = [...loaded.kept, { id, correction }]
  const replayed = replay(loaded.text, corrections)
  const saved = await save(loaded, viewer, version, { corrections })
  return draftOf({ ...loaded, about: { ...loaded.about, ...saved }, kept: corrections, replayed })
}

/**
 * Undoes one correction; those that came later stay.
 * @throws as `updateDraft`; Problem `invalid` when a later one is about what this one made
 */
export async function removeCorrection(viewer: Viewer, { draftId, version, correctionId }: RemoveCorrection): Promise<Draft> {
  const loaded = await loadDraft(viewer, { draftId })
  const corrections = loaded.kept.filter(({ id }) => id !== correctionId)
  if (corrections.length === loaded.kept.length) return draftOf(loaded)
  if (loaded.about.version !== version) throw staleDraft(loaded)
  const replayed = withoutOne(loaded.text, corrections)
  const saved = await save(loaded, viewer, version, { corrections })
  return draftOf({ ...loaded, about: { ...loaded.about, ...saved }, kept: corrections, replayed })
}

function withoutOne(text: ImportedText, corrections: KeptCorrection[]): Replayed {
  try {
    return replay(text, corrections)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw new Problem('invalid', say('undoLaterFirst'))
  }
}

/** Deletes a draft; what was published from it stays. */
export async function removeDraft(viewer: Viewer, { draftId }: AboutDraft): Promise<void> {
  await requireImporter(viewer)
  const { count } = await db().importDraft.deleteMany({ where: { id: draftId, creatorId: viewer.userId } })
  if (count === 0) throw notFound()
}

/** Notes that a draft was published, now and at this address. */
export async function markPublished(viewer: Viewer, draftId: string, publishedSlug: string): Promise<void> {
  const data = { publishedAt: new Date(), publishedSlug }
  await db().importDraft.updateMany({ where: { id: draftId, creatorId: viewer.userId }, data })
}

/** Whether the text at an address was put there from a draft of the viewer's. */
export async function hasPublishedAt(viewer: Viewer, slug: string): Promise<boolean> {
  return (await db().importDraft.count({ where: { creatorId: viewer.userId, publishedSlug: slug } })) > 0
}

/** Clears the texts of drafts that nobody touched for a long time. Their rows stay, so that their owners learn what became of them. */
export async function clearOldDrafts(): Promise<void> {
  await db().$executeRaw`
    UPDATE import_drafts SET text = NULL, corrections = '[]'
    WHERE text IS NOT NULL AND updated_at < now() - make_interval(days => ${DRAFT_DAYS})`
}

type Change = Pick<Prisma.ImportDraftUpdateManyMutationInput, 'settings' | 'corrections'>

async function save(loaded: LoadedDraft, viewer: Viewer, version: number, data: Change) {
  const { id } = loaded.about
  const saved = { version: version + 1, updatedAt: new Date() }
  const { count } = await db().importDraft.updateMany({ where: { id, creatorId: viewer.userId, version }, data: { ...data, ...saved } })
  if (count === 0) throw staleDraft(await loadDraft(viewer, { draftId: id }))
  return saved
}

/** The refusal of a change to a draft that was changed elsewhere, with the draft as it is now. */
export const staleDraft = (loaded: LoadedDraft) =>
  new Problem('conflict', say('draftChanged'), {
    current: draftOf(loaded),
  })
