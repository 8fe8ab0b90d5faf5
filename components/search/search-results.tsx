import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Time } from '#components/ui/time.tsx'
import { questionIdOf } from '#domain/group-question.ts'
import { termsOf } from '#domain/search/match.ts'
import type { Excerpt, FoundParagraph, FoundWords, SearchResult } from '#domain/search.ts'
import { creatorName } from '#domain/viewer.ts'
import * as say from '#messages/search.ts'

type Props = { groupId: string; asked: string; language: string; result: SearchResult }

/** What was found: in what the group says, then in the text. */
export function SearchResults({ groupId, asked, language, result }: Props) {
  const { words, paragraphs, more } = result
  if (words.length + paragraphs.length === 0) {
    return <p className="mt-8">{termsOf(asked).length === 0 ? say.noWord() : say.nothingFound({ asked })}</p>
  }
  return (
    <div className="mt-8 space-y-10">
      {words.length > 0 && (
        <Section id="in-words" title={say.inWords({ count: words.length })}>
          {words.map((found) => (
            <Words key={`${found.noun} ${found.id}`} groupId={groupId} found={found} />
          ))}
        </Section>
      )}
      {paragraphs.length > 0 && (
        <Section id="in-text" title={say.inText({ count: paragraphs.length })}>
          {paragraphs.map((found) => (
            <Paragraph key={`${found.chapter} ${found.id}`} groupId={groupId} language={language} found={found} />
          ))}
        </Section>
      )}
      {more && <p className="text-muted">{say.more()}</p>}
    </div>
  )
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="mt-2 divide-y divide-line border-line border-y">{children}</ul>
    </section>
  )
}

const TITLES = { annotation: say.foundNote, comment: say.foundComment, answer: say.foundAnswer, question: say.foundQuestion }

function Words({ groupId, found }: { groupId: string; found: FoundWords }) {
  const { noun, id, chapter, chapterTitle, creator, createdAt, excerpt } = found
  const name = creatorName(creator === null ? null : { name: creator })
  const place = noun === 'question' ? `question-${questionIdOf(id)}` : `${noun}-${id}`
  return (
    <Hit href={`/groups/${groupId}/${chapter}#${place}`} title={TITLES[noun]({ name })} excerpt={excerpt}>
      {chapterTitle} · <Time at={createdAt} shape="date" />
    </Hit>
  )
}

function Paragraph({ groupId, language, found }: { groupId: string; language: string; found: FoundParagraph }) {
  const { id, chapter, chapterTitle, excerpt } = found
  const title = say.chapterOpens({ title: chapterTitle, paragraph: id })
  return <Hit href={`/groups/${groupId}/${chapter}#p${id}`} title={title} excerpt={excerpt} language={language} />
}

type HitProps = { href: string; title: string; excerpt: Excerpt; language?: string; children?: ReactNode }

function Hit({ href, title, excerpt, language, children }: HitProps) {
  return (
    <li className="wrap-anywhere py-3">
      <Link href={href as Route} prefetch={false} className="link font-medium" lang={language}>
        {title}
      </Link>
      {children && <p className="text-muted text-sm">{children}</p>}
      <p dir="auto" lang={language} className="mt-1 font-serif">
        {excerpt.map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change their places
          <Part key={at} {...part} />
        ))}
      </p>
    </li>
  )
}

function Part({ text, hit }: Excerpt[number]) {
  return hit ? <mark className="rounded-sm bg-line px-0.5 font-semibold text-ink">{text}</mark> : text
}
