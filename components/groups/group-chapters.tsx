'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { useActivity } from '#client/groups.ts'
import { useLive } from '#client/live.ts'
import type { ChapterItem } from '#domain/guide.ts'
import type { ChapterActivity } from '#domain/visit.ts'
import * as m from '#messages/progress.ts'
import * as questions from '#messages/question-overview.ts'

type Item = Pick<ChapterItem, 'slug' | 'number' | 'part' | 'title'>
type ChaptersProps = {
  groupId: string
  chapters: Item[]
  /** Chapters that the text has no more; those on which something was said are listed. */
  withdrawn: Item[]
  currentChapter: string
  language: string
  initial: ChapterActivity[]
  /** The chapters that the group has been through, and those in which the viewer has read. */
  done: readonly string[]
  read: readonly string[]
}

const count = (number: number, one: string, more: string) => (number === 0 ? null : `${number} ${number === 1 ? one : more}`)

/** What was said about a chapter: "3 marks · 1 answer". */
function saidWords({ annotations, answers, comments }: ChapterActivity): string {
  const parts = [count(annotations, 'mark', 'marks'), count(answers, 'answer', 'answers'), count(comments, 'comment', 'comments')]
  return parts.filter(Boolean).join(' · ')
}

/** The guide's chapters in this group, with what was said and what of it is unread. */
export function GroupChapters({ groupId, chapters, withdrawn, currentChapter, language, initial, done, read }: ChaptersProps) {
  useLive(groupId)
  const activity = new Map(useActivity(groupId, initial).map((each) => [each.chapter, each]))
  const line = (chapter: Item) => (
    <ChapterLine
      key={chapter.slug}
      groupId={groupId}
      chapter={chapter}
      said={activity.get(chapter.slug)}
      isCurrent={chapter.slug === currentChapter}
      isDone={done.includes(chapter.slug)}
      isRead={read.includes(chapter.slug)}
      language={language}
    />
  )
  const gone = withdrawn.filter(({ slug }) => activity.has(slug) || slug === currentChapter)
  return (
    <>
      <Progress chapters={chapters} done={done} read={read} />
      <p className="-mt-1 mb-2">
        <Link href={`/groups/${groupId}/questions` as Route} prefetch={false} className="inline-flex items-center target link">
          {questions.allQuestions()}
        </Link>
      </p>
      <ol className="divide-y divide-line border-line border-y">{chapters.map(line)}</ol>
      {gone.length > 0 && (
        <>
          <h3 id="withdrawn" className="mt-6 mb-2">
            No longer in the text
          </h3>
          <ul aria-labelledby="withdrawn" className="divide-y divide-line border-line border-y">
            {gone.map(line)}
          </ul>
        </>
      )}
    </>
  )
}

/** How far the group is, and the viewer, who alone sees that; once there is something to tell. */
function Progress({ chapters, done, read }: Pick<ChaptersProps, 'chapters' | 'done' | 'read'>) {
  const among = (slugs: readonly string[]) => chapters.filter(({ slug }) => slugs.includes(slug)).length
  const [groups, own, all] = [among(done), among(read), chapters.length]
  if (groups === 0 && own === 0) return null
  return (
    <p className="mb-2 text-muted">
      {m.groupProgress({ done: groups, all })} {own > 0 && m.ownProgress({ read: own })}
    </p>
  )
}

type LineProps = {
  groupId: string
  chapter: Item
  said: ChapterActivity | undefined
  isCurrent: boolean
  isDone: boolean
  isRead: boolean
  language: string
}

function ChapterLine({ groupId, chapter, said, isCurrent, isDone, isRead, language }: LineProps) {
  const { slug, number, part, title } = chapter
  const words = [isDone && m.discussed(), isRead && m.readByYou(), said && saidWords(said)].filter(Boolean).join(' · ')
  return (
    <li>
      <Link href={`/groups/${groupId}/${slug}` as Route} prefetch={false} className="group flex gap-3 py-2.5">
        <span className="w-6 shrink-0 text-end text-muted tabular-nums">{part ? '' : number}</span>
        <span className="min-w-0 flex-1">
          <span lang={language} className="font-serif text-lg group-hover:text-accent group-hover:underline">
            {title}
          </span>
          {isCurrent && <span className="ms-2 whitespace-nowrap text-muted text-sm">this week</span>}
          {words && <span className="block text-muted text-sm">{words}</span>}
        </span>
        {said && said.unread > 0 && (
          <span className="h-fit rounded-full bg-accent px-2 py-0.5 text-accent-ink text-sm">{said.unread} new</span>
        )}
      </Link>
    </li>
  )
}
