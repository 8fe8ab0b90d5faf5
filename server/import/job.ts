import 'server-only'
import type { ImportedText } from '#domain/import/blocks/text.ts'
import type { Publication } from '#domain/import-draft.ts'
import type { NewEdition } from '#server/import/publish.ts'

/** What takes long enough to be done in a thread of its own, so that everyone else is served meanwhile, and it can be stopped. */
export type Job =
  /** Reads a file or a folder. `name` is what its sender calls it; its encoding and language are found out when they are not given. */
  | { kind: 'read'; path: string; name?: string; encoding?: string | undefined; language?: string | undefined }
  /** Says what publishing would change. */
  | { kind: 'compare'; text: ImportedText; edition: NewEdition }
  | { kind: 'publish'; text: ImportedText; edition: NewEdition }

type Results = { read: ImportedText; compare: Publication; publish: undefined }
export type JobResult<Kind extends Job['kind']> = Results[Kind]

/**
 * Does a job, in the thread that is there for it alone: it closes the database at the end. Loads only what the job needs.
 * @throws Problem with the reason when it cannot be done
 */
export async function doJob(job: Job): Promise<Results[Job['kind']]> {
  if (job.kind === 'read') {
    const [{ makeChapters }, { readSource }, { listWords }] = await Promise.all([
      import('#domain/import/chapters.ts'),
      import('#server/import/formats/read-source.ts'),
      import('#server/import/words.ts'),
    ])
    const source = await readSource(job.path, { name: job.name, encoding: job.encoding })
    return makeChapters(source, await listWords(job.language ?? source.language))
  }
  const [{ comparePublished }, { publish }, { disconnect }] = await Promise.all([
    import('#server/import/compare-published.ts'),
    import('#server/import/publish.ts'),
    import('#server/db.ts'),
  ])
  try {
    if (job.kind === 'compare') return await comparePublished(job.text, job.edition)
    await publish(job.text, job.edition)
    return undefined
  } finally {
    await disconnect()
  }
}
