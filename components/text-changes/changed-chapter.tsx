import type { Route } from 'next'
import Link from 'next/link'
import { ChangedWords, DecidedWords, LostWords } from '#components/text-changes/changed-note.tsx'
import { useTextChanges } from '#components/text-changes/changes-context.tsx'
import { FoundWords, MoveAll } from '#components/text-changes/found-note.tsx'
import { excerpt } from '#components/ui/excerpt.ts'
import { Fold } from '#components/ui/fold.tsx'
import type { ChapterChanges } from '#domain/change.ts'
import { creatorName } from '#domain/viewer.ts'

/** What an edit of one chapter did to notes: first what waits, then, folded, what needs nobody. */
export function ChangedChapter({ changes, part }: { changes: ChapterChanges; part: 'own' | 'others' }) {
  const { groupId, language } = useTextChanges()
  const { chapter, title, number, gone, found, foundSame, changed, lost, moved, renamed, unattached, decided } = changes
  const titleId = `${part}-${chapter}`
  return (
    <section aria-labelledby={titleId} className="mt-6">
      <h3 id={titleId} className="text-xl">
        {number === null ? (
          `“${title}”`
        ) : (
          <Link href={`/groups/${groupId}/${chapter}` as Route} lang={language} className="hover:underline">
            {number > 0 && `${number}. `}
            {title}
          </Link>
        )}
        {gone && <span className="font-normal text-muted"> is not in the guide any more</span>}
      </h3>
      {renamed.map(({ from, notes }) => (
        <p key={from} className="mt-2 text-muted">
          {notes === 1 ? 'One note' : `${notes} notes`} came here word for word from “{from}”, which is not in the guide any more.
        </p>
      ))}
      <MoveAll chapter={chapter} whose={part} notes={foundSame} listed={found.filter(({ same }) => same).length} />
      <ul className="mt-3 space-y-4">
        {found.map((note) => (
          <FoundWords key={note.annotationId} note={note} stays={number !== null} />
        ))}
        {decided.map((note) => (
          <DecidedWords key={note.changeId} note={note} stays={gone && number !== null} />
        ))}
        {changed.map((note) => (
          <ChangedWords key={note.annotationId} note={note} chapter={chapter} />
        ))}
        {lost.map((note) => (
          <LostWords key={note.annotationId} note={note} chapter={number === null ? null : chapter} waits />
        ))}
      </ul>
      {moved.length > 0 && (
        <Fold title={moved.length === 1 ? '1 note moved with its words' : `${moved.length} notes moved with their words`}>
          <ul className="space-y-1">
            {moved.map(({ annotationId, creator, isOwn, paragraph, exact }) => (
              <li key={annotationId}>
                {isOwn ? 'Your note' : `A note by ${creatorName(creator)}`}, now{' '}
                <Link href={`/groups/${groupId}/${chapter}#annotation-${annotationId}` as Route} className="link">
                  {paragraph ? `¶ ${paragraph}` : 'at the beginning'}
                </Link>
                :{' '}
                <q lang={language} className="font-serif">
                  {excerpt(exact)}
                </q>
              </li>
            ))}
          </ul>
        </Fold>
      )}
      {unattached.length > 0 && (
        <Fold title={unattached.length === 1 ? '1 note without a place' : `${unattached.length} notes without a place`}>
          <ul className="mt-1 space-y-4">
            {unattached.map((note) => (
              <LostWords key={note.annotationId} note={note} chapter={number === null ? null : chapter} />
            ))}
          </ul>
        </Fold>
      )}
    </section>
  )
}
