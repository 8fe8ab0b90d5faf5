import type { Route } from 'next'
import Link from 'next/link'
import { Prose } from '#components/ui/prose.tsx'
import { Time } from '#components/ui/time.tsx'
import { commentTree, type Tree } from '#domain/comment-tree.ts'
import type { ShownNote, ShownReply } from '#domain/exported-note.ts'
import { directionOf } from '#domain/language.ts'
import { creatorName, isOutside } from '#domain/viewer.ts'
import * as say from '#messages/namesakes.ts'
import * as threads from '#messages/threads.ts'

/** When those joined whose name another member has too, by id. */
export type Namesakes = Readonly<Record<string, string>>

type PlainNoteProps = {
  note: ShownNote
  namesakes: Namesakes
  /** The chapter's page in the group. */
  address: string
  /** "¶ 4", or why there is none. */
  place: string
  language: string
  /** In which the members write, where they have said. */
  written: string | undefined
  /** The reader's id. */
  viewer: string
}

/** A note with its quote and everything below it, to be read. */
export function PlainNote({ note, namesakes, address, place, language, written, viewer }: PlainNoteProps) {
  const { id, exact, html, tags, motivation, visibility, deleted, replies } = note
  return (
    <article className="py-4">
      <p className="text-muted text-sm">
        <Link href={`${address}#annotation-${id}` as Route} prefetch={false} className="link">
          {place}
        </Link>
      </p>
      <blockquote
        lang={language}
        dir={directionOf(language)}
        className="wrap-anywhere mt-1 whitespace-pre-line border-line border-s-2 ps-3 font-serif text-muted"
      >
        {exact}
      </blockquote>
      {deleted ? (
        <p className="mt-2 text-muted text-sm">This note was deleted.</p>
      ) : (
        <>
          <Signature said={note} namesakes={namesakes} earlier={earlierOf('annotation', note.id, address)}>
            {motivation === 'questioning' && ' · a question'}
            {motivation === 'highlighting' && ' · highlighted'}
            {visibility === 'PRIVATE' && ' · only you'}
            {tags.length > 0 && ` · ${tags.join(', ')}`}
          </Signature>
          {html && <Prose html={html} lang={written} textAt={address} />}
          <PlainFlag noun="annotation" said={note} address={address} viewer={viewer} />
        </>
      )}
      <Replies replies={commentTree(replies)} {...{ namesakes, address, written, viewer }} />
    </article>
  )
}

type FlagProps = { noun: 'annotation' | 'comment'; said: Pick<ShownReply, 'id' | 'creator'>; address: string; viewer: string }

/** Leads to what a reader can do about somebody else's words. */
function PlainFlag({ noun, said: { id, creator }, address, viewer }: FlagProps) {
  if (creator?.id === viewer) return null
  const group = address.slice(0, address.lastIndexOf('/'))
  return (
    <Link
      href={`${group}/moderation/flag?noun=${noun}&id=${id}` as Route}
      prefetch={false}
      className="no-print inline-flex items-center text-accent text-sm target"
    >
      {threads.flag()}
    </Link>
  )
}

type RepliesProps = { replies: Tree<ShownReply>[]; namesakes: Namesakes; address: string; written: string | undefined; viewer: string }

function Replies({ replies, ...about }: RepliesProps) {
  if (replies.length === 0) return null
  return (
    <ul className="mt-3 space-y-3 border-line border-s-2 ps-3">
      {replies.map((reply) => (
        <li key={reply.id}>
          {reply.deleted ? (
            <p className="text-muted text-sm">This comment was deleted.</p>
          ) : (
            <>
              <Signature said={reply} namesakes={about.namesakes} earlier={earlierOf('comment', reply.id, about.address)} />
              <Prose html={reply.html} lang={about.written} textAt={about.address} />
              <PlainFlag noun="comment" said={reply} address={about.address} viewer={about.viewer} />
            </>
          )}
          <Replies replies={reply.replies} {...about} />
        </li>
      ))}
    </ul>
  )
}

const earlierOf = (noun: string, id: string, address: string) => `${address}/notes/earlier?${new URLSearchParams({ noun, id })}`

type SignatureProps = {
  /** The address of what it said before. */ earlier: string
  said: Pick<ShownReply, 'creator' | 'createdAt' | 'modifiedAt'>
  namesakes: Namesakes
  children?: React.ReactNode
}

function Signature({ said: { creator, createdAt, modifiedAt }, namesakes, earlier, children }: SignatureProps) {
  const joined = creator && namesakes[creator.id]
  return (
    <p className="mt-2 text-sm">
      <strong className="wrap-anywhere">{creatorName(creator, true)}</strong>
      <span className="text-muted">
        {joined && ` ${say.joinedOn({ on: joined })}`}
        {creator && isOutside(creator) && ` ${say.fromFile()}`}
        {' · '}
        <Time at={createdAt} />
        {modifiedAt && (
          <>
            {' · '}
            <a href={earlier} className="link">
              edited
            </a>
          </>
        )}
        {children}
      </span>
    </p>
  )
}
