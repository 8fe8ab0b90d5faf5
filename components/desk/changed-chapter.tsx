import type { Route } from 'next'
import Link from 'next/link'
import { excerpt } from '#components/annotations/excerpt.ts'
import { ChangedWords, DecidedWords, LostWords } from '#components/desk/changed-note.tsx'
import { useDesk } from '#components/desk/desk-context.tsx'
import { Fold } from '#components/ui/fold.tsx'
import type { ChapterChanges } from '#domain/change.ts'

/** What an edit of one chapter did to notes: first what waits, then, folded, what needs nobody. */
export function ChangedChapter({ changes, part }: { changes: ChapterChanges; part: string }) {
  const { groupId, language } = useDesk()
  const { chapter, title, number, changed, lost, moved, renamed, unattached, decided } = changes
  const titleId = `${part}-${chapter}`
  const gone = number === null
  return (
    <section aria-labelledby={titleId} className="mt-6">
      <h3 id={titleId} className="text-xl">
        {gone ? (
          <>
            “{title}” <span className="font-normal text-muted">is not in the guide any more</span>
          </>
        ) : (
          <Link href={`/groups/${groupId}/${chapter}` as Route} lang={language} className="hover:underline">
            {number > 0 && `${number}. `}
            {title}
          </Link>
        )}
      </h3>
      {renamed.map(({ from, notes }) => (
        <p key={from} className="mt-2 text-muted">
          It has another address now, and the same words: it was “{from}”. {notes === 1 ? 'One note' : `${notes} notes`} came with it.
        </p>
      ))}
      <ul className="mt-3 space-y-4">
        {decided.map((note) => (
          <DecidedWords key={note.changeId} note={note} />
        ))}
        {changed.map((note) => (
          <ChangedWords key={note.annotationId} note={note} chapter={chapter} />
        ))}
        {lost.map((note) => (
          <LostWords key={note.annotationId} note={note} chapter={chapter} waits />
        ))}
      </ul>
      {moved.length > 0 && (
        <Fold title={moved.length === 1 ? '1 note moved with its words' : `${moved.length} notes moved with their words`}>
          <ul className="space-y-1">
            {moved.map(({ annotationId, creator, isOwn, paragraph, exact }) => (
              <li key={annotationId}>
                {isOwn ? 'Your note' : `A note by ${creator.name}`}, now{' '}
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
              <LostWords key={note.annotationId} note={note} chapter={gone ? null : chapter} />
            ))}
          </ul>
        </Fold>
      )}
    </section>
  )
}
