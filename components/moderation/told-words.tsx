import type { Route } from 'next'
import Link from 'next/link'
import type { ToldWords } from '#domain/moderation.ts'
import { creatorName } from '#domain/viewer.ts'
import * as say from '#messages/moderation.ts'

/** Whose words they are, as far as that is told. */
export const nameIn = ({ creator }: Pick<ToldWords, 'creator'>) => (creator ? creatorName(creator) : say.somebody())

/** Somebody's words as they were typed, with whose they are and where they stand. */
export function Told({ words, isLink = true }: { words: ToldWords; isLink?: boolean }) {
  const { groupId, noun, path, body } = words
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
      <Quoted body={body} />
    </>
  )
}

/** Words as they were typed: a page about them lays nothing out. */
export function Quoted({ body }: { body: string }) {
  return (
    <blockquote dir="auto" className="wrap-anywhere mt-1 whitespace-pre-line border-line border-s-2 ps-3">
      {body || <span className="text-muted">{say.withoutWords()}</span>}
    </blockquote>
  )
}
