import type { Route } from 'next'
import Link from 'next/link'
import { ButtonLink } from '#components/ui/button.tsx'
import type { ChapterItem } from '#domain/guide.ts'
import { readingTime } from '#domain/guide-reading.ts'
import type { TalkingPoints } from '#domain/talking-points.ts'
import * as say from '#messages/groups.ts'

type ThisWeekProps = {
  groupId: string
  chapter: ChapterItem
  language: string
  points: Pick<TalkingPoints, 'questions' | 'answered' | 'stopped'>
}

/** The chapter that the group reads this week, large, with the way into it and the viewer's part in it. */
export function ThisWeek({ groupId, chapter, language, points }: ThisWeekProps) {
  const { stopped } = points
  return (
    <section aria-labelledby="this-week" className="border-accent border-s-4 ps-5">
      <p className="label-caps">This week{chapter.part === null && ` · chapter ${chapter.number}`}</p>
      <h2 id="this-week" lang={language} className="mt-1 text-3xl">
        {chapter.title}
      </h2>
      {chapter.summary && (
        <p lang={language} className="measure mt-3 font-serif text-lg text-muted">
          {chapter.summary}
        </p>
      )}
      <ButtonLink href={`/groups/${groupId}/${chapter.slug}` as Route} variant="primary" className="mt-5">
        Read it with the group
      </ButtonLink>
      <span className="ms-4 whitespace-nowrap text-muted text-sm">{readingTime(chapter.words)}</span>
      {stopped && (
        <p className="mt-3">
          <Link href={`/groups/${groupId}/${stopped.chapter}#p${stopped.paragraph}` as Route} prefetch={false} className="link">
            {say.goOn({ chapter: stopped.chapterTitle, paragraph: stopped.paragraph })}
          </Link>
        </p>
      )}
      {points.questions > 0 && <p className="mt-3">{say.myPart(points)}</p>}
    </section>
  )
}
