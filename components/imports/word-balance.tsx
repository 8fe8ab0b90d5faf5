'use client'

import { Notice } from '#components/ui/notice.tsx'
import type { Draft } from '#domain/import-draft.ts'
import * as say from '#messages/imports.ts'

/** What became of the words of the file: they add up, or somebody has to look. */
export function WordBalance({ draft: { balance, isOff } }: { draft: Draft }) {
  if (!balance) return null
  const { found, kept, left, changed, lost, new: added } = balance
  return (
    <div className="space-y-2">
      {isOff && (
        <Notice tone="error" title={say.doNotAddUp()}>
          {lost.words > 0 && <p>{say.wordsMissing({ words: lost.words, examples: lost.examples.join(', ') })}</p>}
          {added.words > 0 && <p>{say.wordsFromNowhere({ words: added.words, examples: added.examples.join(', ') })}</p>}
        </Notice>
      )}
      <p className="text-muted">
        {say.wordsKept({ found, kept })} {!isOff && left.length + changed.length > 0 && say.restAccounted()}
      </p>
      <Reasons title={say.leftOut()} reasons={left} />
      <Reasons title={say.joinedOrMended()} reasons={changed} />
    </div>
  )
}

function Reasons({ title, reasons }: { title: string; reasons: { reason: string; words: number }[] }) {
  if (reasons.length === 0) return null
  return (
    <p className="wrap-anywhere text-muted text-sm">
      {title}: {reasons.map(({ reason, words }) => `${reason} (${words.toLocaleString('en')})`).join(' · ')}
    </p>
  )
}
