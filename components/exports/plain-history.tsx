import { RewordedWords } from '#components/threads/reworded-words.tsx'
import { Prose } from '#components/ui/prose.tsx'
import { Time } from '#components/ui/time.tsx'
import { changesOf, type EditedWords, REWORDINGS_KEPT, type Rewording } from '#domain/rewording.ts'
import * as say from '#messages/earlier-versions.ts'

type HistoryProps = { words: EditedWords; html: string; earlier: Rewording[]; language: string | undefined; textAt: string }

/** Somebody's words as they stand, and what they were before each change, the last one first. */
export function PlainHistory({ words, html, earlier, language, textAt }: HistoryProps) {
  return (
    <>
      <h2>{say.asNow()}</h2>
      <Prose html={html} lang={language} textAt={textAt} className="mt-2" />
      <p className="mt-6 text-muted">{earlier.length > 0 ? say.howToRead() : say.noneKept()}</p>
      <ol className="mt-2 divide-y divide-line">
        {changesOf(earlier, words).map((reworded) => (
          <li key={reworded.before.version} className="py-3">
            <p className="mb-1 text-muted text-sm">
              {say.written()} <Time at={reworded.before.writtenAt} />
            </p>
            <RewordedWords reworded={reworded} language={language} />
          </li>
        ))}
      </ol>
      {earlier.length === REWORDINGS_KEPT && <p className="text-muted text-sm">{say.mostKept({ most: REWORDINGS_KEPT })}</p>}
    </>
  )
}
