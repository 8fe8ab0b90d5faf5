'use client'

import { type ReactNode, useId } from 'react'
import { useImportDraft } from '#client/import-drafts.ts'
import { ChapterNav } from '#components/imports/chapter-nav.tsx'
import { CorrectionList } from '#components/imports/correction-list.tsx'
import { LazyFold } from '#components/imports/lazy-fold.tsx'
import { PublishForm } from '#components/imports/publish-form.tsx'
import { ReportList } from '#components/imports/report-list.tsx'
import { SectionRow } from '#components/imports/section-row.tsx'
import { SettingsForm } from '#components/imports/settings-form.tsx'
import { UndoBar } from '#components/imports/undo-bar.tsx'
import { WordBalance } from '#components/imports/word-balance.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { Draft } from '#domain/import-draft.ts'
import * as say from '#messages/imports.ts'

type ReviewProps = { initial: Draft; companions: { slug: string; title: string }[]; mayOpen: boolean }

/** Everything between reading a file and publishing it: what was found, what is doubtful, what was changed, and the settings. */
export function DraftReview({ initial, companions, mayOpen }: ReviewProps) {
  const draft = useImportDraft(initial)
  const { sections, totals, report, corrections } = draft
  return (
    <>
      <h1 className="wrap-anywhere">{draft.settings.title}</h1>
      <p className="wrap-anywhere mt-3 text-muted">
        {count(totals.chapters, 'chapter')}, {count(totals.paragraphs, 'paragraph')}, read from {draft.fileName}. Every correction is saved
        at once; nothing is published before you press the button.
      </p>
      <div className="mt-8 grid gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-8">
          <Part title={`Lines to look at (${report.doubt})`} folded={report.doubt > 0 && 'Show the doubtful lines'}>
            {report.doubt > 0 ? (
              <ReportList draft={draft} kind="doubt" what="doubtful lines" />
            ) : (
              <p className="text-muted">Nothing looked doubtful.</p>
            )}
          </Part>
          <Part title="What the text consists of" id="chapters-title">
            <div className="grid gap-x-8 gap-y-4 md:grid-cols-[13rem_minmax(0,1fr)]">
              <ChapterNav draft={draft} />
              <ol className="min-w-0 divide-y divide-line border-line border-y">
                {sections.map((section, at) => (
                  <SectionRow key={section.id} draft={draft} section={section} before={sections[at - 1]} />
                ))}
                {sections.length < totals.sections && (
                  <li className="py-4">
                    <Notice>{say.moreSections({ shown: sections.length, total: totals.sections })}</Notice>
                  </li>
                )}
              </ol>
            </div>
          </Part>
          <Part title="What was changed">
            <WordBalance draft={draft} />
            <Entries draft={draft} kind="dropped" title="Left out" />
            <Entries draft={draft} kind="joined" title="Joined" />
            <Entries draft={draft} kind="mended" title="Put right" />
            {corrections.length > 0 && (
              <LazyFold title={`Your corrections (${corrections.length})`}>
                <CorrectionList draft={draft} />
              </LazyFold>
            )}
          </Part>
        </div>
        <div className="space-y-8 lg:sticky lg:top-6 lg:self-start">
          <Part title="About the text">
            <SettingsForm draft={draft} companions={companions} mayOpen={mayOpen} />
          </Part>
          <Part title="Publishing">
            <PublishForm draft={draft} />
          </Part>
        </div>
      </div>
      <UndoBar draft={draft} />
    </>
  )
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`

function Entries({ draft, kind, title }: { draft: Draft; kind: 'dropped' | 'joined' | 'mended'; title: string }) {
  const total = draft.report[kind]
  if (total === 0) return null
  return (
    <LazyFold title={`${title} (${total})`}>
      <ReportList draft={draft} kind={kind} what={title.toLowerCase()} />
    </LazyFold>
  )
}

type PartProps = { title: string; id?: string; folded?: string | false; children: ReactNode }

function Part({ title, id, folded = false, children }: PartProps) {
  const made = useId()
  const titleId = id ?? made
  return (
    <section aria-labelledby={titleId} className="space-y-3">
      <h2 id={titleId} tabIndex={-1}>
        {title}
      </h2>
      {folded ? <LazyFold title={folded}>{children}</LazyFold> : children}
    </section>
  )
}
