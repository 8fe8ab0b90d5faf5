import 'server-only'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { closeDraft } from '#domain/import/review/draft-text.ts'
import type { AboutDraft, CreatePublication, Publication } from '#domain/import-draft.ts'
import { mayOpenText, mayReplaceText } from '#domain/permissions.ts'
import { Problem, say } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { findImportedGuide } from '#server/content/read-imported.ts'
import { comparePublished } from '#server/import/compare-published.ts'
import { hasPublishedAt, markPublished, staleDraft } from '#server/import/import-drafts.ts'
import { type LoadedDraft, loadDraft } from '#server/import/load-draft.ts'
import { type NewEdition, publish } from '#server/import/publish.ts'
import { requireImporter } from '#server/installation.ts'

/** What is to be published, and as what. */
function editionOf({ about, text, replayed }: LoadedDraft): { text: ImportedText; edition: NewEdition } {
  return { text: closeDraft(replayed.draft), edition: { ...about.settings, creator: text.creator } }
}

/**
 * What publishing a draft would change at the address that it has now.
 * @throws as `loadDraft`
 */
export async function findPublication(viewer: Viewer, input: AboutDraft): Promise<Publication> {
  const loaded = await loadDraft(viewer, input)
  const { settings } = loaded.about
  if (!(await findImportedGuide(settings.slug))) return { existing: null }
  const { text, edition } = editionOf(loaded)
  return comparePublished(text, edition)
}

/**
 * Puts a draft where people read it.
 * @returns where it is now
 * @throws as `loadDraft`; Problem `conflict` when it was changed elsewhere, when a text is at the address and `replace` is not
 * set, when it is somebody else's, or when a guide of the folder for guides has the address; `forbidden` when it is to be open to others
 * than its groups and the viewer is no owner; `invalid` when it cannot be shown
 */
export async function createPublication(viewer: Viewer, { draftId, version, replace }: CreatePublication): Promise<{ path: string }> {
  const loaded = await loadDraft(viewer, { draftId })
  const { settings } = loaded.about
  if (loaded.about.version !== version) throw staleDraft(loaded)
  if (!loaded.replayed.draft.sections.some(({ part }) => part === 'chapter')) {
    throw new Problem('invalid', say('noChapterMarked'))
  }
  const { isOwner } = await requireImporter(viewer)
  if (!mayOpenText({ isInstallationOwner: isOwner, audience: settings.audience })) {
    throw new Problem('forbidden', say('onlyForGroups'))
  }
  const existing = await findImportedGuide(settings.slug)
  const isPublisher = existing !== null && (await hasPublishedAt(viewer, settings.slug))
  if (existing && !mayReplaceText({ isInstallationOwner: isOwner, isPublisher }))
    throw new Problem('conflict', say('addressOfSomebodyElse'))
  if (!replace && existing) {
    throw new Problem('conflict', say('addressHasText'))
  }
  const { text, edition } = editionOf(loaded)
  await publish(text, edition)
  await markPublished(viewer, draftId, settings.slug)
  return { path: `/texts/${settings.slug}` }
}
