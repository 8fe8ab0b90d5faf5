import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { excerpt } from '#components/ui/excerpt.ts'
import type { TalkingPoints as Points } from '#domain/talking-points.ts'
import { creatorName } from '#domain/viewer.ts'
import * as say from '#messages/groups.ts'

/** What the group talks about: questions that nobody has replied to, and the passages on which most was said. Nothing while there is neither. */
export function TalkingPoints({ groupId, language, points }: { groupId: string; language: string; points: Points }) {
  const { talkedAbout, unanswered } = points
  return (
    <>
      {unanswered.length > 0 && (
        <Passages id="unanswered" title={say.unanswered()}>
          {unanswered.map((mark) => (
            <Passage key={mark.annotationId} groupId={groupId} language={language} mark={mark} words={mark.body}>
              {say.askedBy({ name: creatorName(mark.creator === null ? null : { name: mark.creator }) })}
            </Passage>
          ))}
        </Passages>
      )}
      {talkedAbout.length > 0 && (
        <Passages id="talked-about" title={say.talkedAbout()}>
          {talkedAbout.map((mark) => (
            <Passage key={mark.annotationId} groupId={groupId} language={language} mark={mark}>
              {say.commentsThere({ count: mark.comments })}
            </Passage>
          ))}
        </Passages>
      )}
    </>
  )
}

function Passages({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="mt-2 divide-y divide-line border-line border-y">{children}</ul>
    </section>
  )
}

type PassageProps = {
  groupId: string
  language: string
  mark: Points['talkedAbout'][number] | Points['unanswered'][number]
  words?: string
}

function Passage({ groupId, language, mark, words = '', children }: PassageProps & { children: ReactNode }) {
  const { annotationId, chapter, chapterTitle, exact } = mark
  return (
    <li className="wrap-anywhere py-2.5">
      <Link href={`/groups/${groupId}/${chapter}#annotation-${annotationId}` as Route} prefetch={false} className="link">
        <q lang={language} className="font-serif">
          {excerpt(exact, 110)}
        </q>
      </Link>
      {words && (
        <p dir="auto" className="mt-0.5">
          {excerpt(words, 140)}
        </p>
      )}
      <p className="text-muted text-sm">
        <span lang={language}>{chapterTitle}</span> · {children}
      </p>
    </li>
  )
}
