import type { Route } from 'next'
import Link from 'next/link'
import { Prose } from '#components/ui/prose.tsx'
import type { ToldWords } from '#domain/moderation.ts'
import { creatorName } from '#domain/viewer.ts'
import * as say from '#messages/moderation.ts'

/** Whose words they are, as far as that is told. */
export const nameIn = ({ creator }: Pick<ToldWords, 'creator'>) => (creator ? creatorName(creator) : say.somebody())

/** Somebody's words, with whose they are and where they stand. */
export function Told({ words, isLink = true }: { words: ToldWords; isLink?: boolean }) {
  const { groupId, noun, path, body, html, chapter } = words
  const title = say.whoseWords({ noun, name: nameIn(words) })
  return (
    <>
      <p className="wrap-anywhere font-medium">
        {isLink ? (
          <Link href={`/groups/${groupId}/${path}` as Route} prefetch={false} className="link">
            {title}
          </Link>
        ) : (
          title
        )}
      </p>
      <Quoted body={body} html={html} textAt={`/groups/${groupId}/${chapter}`} />
    </>
  )
}

type QuotedProps = { body: string; html?: string; textAt?: string | null }

/** Words as their page lays them out; as they were typed where that is not at hand. */
export function Quoted({ body, html = '', textAt = null }: QuotedProps) {
  const look = 'wrap-anywhere mt-1 border-line border-s-2 ps-3'
  if (html)
    return (
      <blockquote dir="auto" className={look}>
        <Prose html={html} textAt={textAt} />
      </blockquote>
    )
  return (
    <blockquote dir="auto" className={`${look} whitespace-pre-line`}>
      {body || <span className="text-muted">{say.withoutWords()}</span>}
    </blockquote>
  )
}
