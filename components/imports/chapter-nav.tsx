'use client'

import { focusLater } from '#components/imports/use-corrections.ts'
import type { Draft } from '#domain/import-draft.ts'
import * as say from '#messages/imports.ts'

/** The chapters at a glance, beside the text: each leads to its place. */
export function ChapterNav({ draft }: { draft: Draft }) {
  const list = (
    <ol className="text-sm">
      {draft.sections.map(({ id, number, title, division }, at) => (
        <li key={id}>
          {division && division !== draft.sections[at - 1]?.division && (
            <p className="wrap-anywhere pt-3 pb-1 font-semibold text-muted">{division}</p>
          )}
          <button
            type="button"
            className="wrap-anywhere flex w-full gap-2 rounded-sm py-1 text-start target hover:bg-line"
            onClick={() => focusLater(`title-${id}`)}
          >
            <span className="w-6 shrink-0 text-end text-muted tabular-nums">{number ?? '·'}</span>
            <span className="line-clamp-2 min-w-0">{title || say.withoutTitle()}</span>
          </button>
        </li>
      ))}
    </ol>
  )
  return (
    <div className="md:sticky md:top-6 md:self-start">
      <nav aria-label={say.chaptersOfText()}>
        <details className="md:hidden">
          <summary className="w-fit font-medium target">{say.goToChapter()}</summary>
          {list}
        </details>
        <div className="hidden max-h-[70vh] overflow-y-auto md:block">{list}</div>
      </nav>
    </div>
  )
}
