import 'server-only'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import { firstSettings } from '#domain/import/guide/first-settings.ts'
import type { AboutDraft, DraftSettings } from '#domain/import-draft.ts'
import type { Viewer } from '#domain/viewer.ts'
import type { DRAFT_WORK } from '#server/import/draft-work.ts'

export type DraftWork = typeof DRAFT_WORK

/** A file or a folder. `name` is what its sender calls it; its encoding and language are found out when they are not given. */
type Source = { path: string; name?: string; encoding?: string | undefined; language?: string | undefined }
/** Whose draft a file becomes, and the addresses that it may not have. */
type Keeping = { viewer: Viewer; id: string; fileName: string; taken: string[]; audience: DraftSettings['audience'] }

/** What takes long enough to be done in a thread of its own, so that everyone else is served meanwhile, and it can be stopped. */
export type Job =
  /** Reads a file or a folder. */
  | ({ kind: 'read' } & Source)
  /** Reads a file and keeps what is in it as a draft. */
  | { kind: 'upload'; source: Source; keeping: Keeping }
  /** Does something with a draft. */
  | { kind: 'draft'; name: keyof DraftWork; viewer: Viewer; input: AboutDraft }

type Results = { read: ImportedText; upload: undefined; draft: unknown }
export type JobResult<Kind extends Job['kind']> = Results[Kind]

/**
 * Does a job, in the thread that is there for it alone: it closes the database at the end. Loads only what the job needs.
 * @throws Problem with the reason when it cannot be done
 */
export async function doJob(job: Job): Promise<Results[Job['kind']]> {
  if (job.kind === 'read') return read(job)
  const { disconnect } = await import('#server/db.ts')
  try {
    if (job.kind === 'upload') return await upload(job.source, job.keeping)
    const { DRAFT_WORK } = await import('#server/import/draft-work.ts')
    const act = DRAFT_WORK[job.name] as (viewer: Viewer, input: AboutDraft) => Promise<unknown>
    return await act(job.viewer, job.input)
  } finally {
    await disconnect()
  }
}

async function read({ path, name, encoding, language }: Source): Promise<ImportedText> {
  const [{ makeChapters }, { readSource }, { listWords }] = await Promise.all([
    import('#domain/import/chapters.ts'),
    import('#server/import/formats/read-source.ts'),
    import('#server/import/words.ts'),
  ])
  const source = await readSource(path, { name, encoding })
  return makeChapters(source, await listWords(language ?? source.language))
}

async function upload(source: Source, { viewer, id, fileName, taken, audience }: Keeping): Promise<undefined> {
  const text = await read(source)
  const { createDraft } = await import('#server/import/import-drafts.ts')
  await createDraft(viewer, id, fileName, text, firstSettings(text, fileName, new Set(taken), audience))
}
