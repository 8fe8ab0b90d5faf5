import type { ReactNode } from 'react'
import { ChapterArticle } from '#components/reader/chapter-article.tsx'
import { ChapterMasthead } from '#components/reader/chapter-masthead.tsx'
import { ChapterSteps } from '#components/reader/chapter-steps.tsx'
import { Footnotes } from '#components/reader/footnotes.tsx'
import { Gloss } from '#components/reader/gloss.tsx'
import { Records } from '#components/reader/records.tsx'
import { WordList } from '#components/reader/word-list.tsx'
import type { Chapter, Guide } from '#domain/guide.ts'

type ChapterLayoutProps = {
  guide: Guide
  chapter: Chapter
  /** Where the chapters of this guide live: `/guides/trotsky`, or `/groups/<id>` for a group's copy. */
  base: string
  /** The link above the title that leads out of the chapter. */
  home: { href: string; label: string }
  /** The discussion questions: beside the text on wide screens, after it on narrow ones. */
  questions: ReactNode
  /** Notes in the margin. They are in the page on every screen: under 900 px they look after themselves. */
  margin?: ReactNode
  /** More for the bar at the foot of narrow screens, beside the link to the questions. */
  bar?: ReactNode
  /** Where else the notes can be read, after the text. */
  notes?: ReactNode
  /** How many questions the page asks, where that is more than the guide's. */
  questionCount?: ReactNode
  /** What stands in the line of that link. */
  beside?: ReactNode
  /** A word for newcomers, right above the text. */
  hint?: ReactNode
  /** Remarks above the title, such as a changed edition. */
  notice?: ReactNode
}

/** A chapter with everything that belongs to it. Readable and usable without JavaScript. */
export function ChapterLayout({
  guide,
  chapter,
  base,
  home,
  questions,
  margin,
  bar,
  notes,
  questionCount,
  beside,
  hint,
  notice,
}: ChapterLayoutProps) {
  // In a group there is room to ask even where a text comes without questions.
  const asks = chapter.questions.length > 0 || margin !== undefined
  const furtherReading = guide.pages.find(({ slug }) => slug === 'further-reading')
  return (
    <div className={`chapter page ${margin ? 'with-margin' : ''} ${asks ? '' : 'without-side'}`}>
      <div className="chapter-main">
        {notice}
        <ChapterMasthead guide={guide} chapter={chapter} base={base} home={home} beside={beside} />
        {hint}
        <ChapterArticle chapter={chapter} language={guide.language} />
        <Gloss />
        <Footnotes notes={chapter.notes} language={guide.language} />
      </div>
      {asks && (
        <section id="questions" tabIndex={-1} aria-labelledby="questions-title" className="chapter-questions">
          <h2 id="questions-title">Questions</h2>
          {chapter.companion && (
            <p className="mt-1 text-muted text-sm">
              From{' '}
              <a href={chapter.companion.chapterAddress} className="link" lang={guide.language}>
                {chapter.companion.title}
              </a>
            </p>
          )}
          {questions}
        </section>
      )}
      {margin && <div className="chapter-margin">{margin}</div>}
      <div className="chapter-after" lang={guide.language}>
        <Records records={chapter.records} companion={chapter.companion} />
        <WordList chapter={chapter} guideAddress={chapter.companion?.guideAddress ?? guide.address} />
        {chapter.sources.length > 0 && (
          <section aria-labelledby="sources-title">
            <h2 id="sources-title">To read further</h2>
            <ul className="mt-3 space-y-2">
              {chapter.sources.map((source) => (
                <li key={source}>{source}</li>
              ))}
            </ul>
            {furtherReading && (
              <p className="no-print mt-3">
                <a href={furtherReading.address} className="link">
                  {furtherReading.title}: books on the whole guide
                </a>
              </p>
            )}
          </section>
        )}
        {notes}
        <ChapterSteps guide={guide} chapter={chapter} base={base} />
      </div>
      {asks && (
        <nav aria-label="On this page" className="chapter-bar no-print">
          <a href="#questions">Questions ({questionCount ?? chapter.questions.length})</a>
          {bar}
        </nav>
      )}
    </div>
  )
}
