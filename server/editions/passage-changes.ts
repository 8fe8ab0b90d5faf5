import 'server-only'
import type { Prisma, Tx } from '#server/db.ts'

/** What became of a note in a new text: where it stood, and where it stands now, if anywhere. */
export type NewChange = Pick<
  Prisma.PassageChangeUncheckedCreateInput,
  'id' | 'annotationId' | 'outcome' | 'fromRevision' | 'fromStart' | 'fromEnd' | 'fromExact' | 'toRevision'
> & {
  fromChapter?: string | null
  toChapter?: string | null
  toStart: number | null
  toEnd: number | null
  toExact: string | null
  near: number | null
  settledById?: string | null
}

/** Writes thousands of changes with one statement of a few parameters. */
export async function writePassageChanges(tx: Tx, groupId: string, changes: readonly NewChange[]): Promise<void> {
  const column = (key: keyof NewChange) => changes.map((change) => change[key] ?? null)
  await tx.$executeRaw`
    INSERT INTO passage_changes (group_id, id, annotation_id, outcome, from_revision, from_start, from_end, from_exact, from_chapter,
      to_revision, to_chapter, to_start, to_end, to_exact, near, settled_by_id)
    SELECT ${groupId}::uuid, c.* FROM unnest(${column('id')}::uuid[], ${column('annotationId')}::uuid[],
      ${column('outcome')}::"PassageOutcome"[], ${column('fromRevision')}::text[], ${column('fromStart')}::int[], ${column('fromEnd')}::int[],
      ${column('fromExact')}::text[], ${column('fromChapter')}::text[], ${column('toRevision')}::text[], ${column('toChapter')}::text[],
      ${column('toStart')}::int[], ${column('toEnd')}::int[], ${column('toExact')}::text[], ${column('near')}::int[],
      ${column('settledById')}::uuid[]) AS c`
}
