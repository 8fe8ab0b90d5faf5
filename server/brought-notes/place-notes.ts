import 'server-only'
import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import { anchor } from '#domain/anchoring/anchor.ts'
import { describe } from '#domain/anchoring/describe.ts'
import { CONTEXT_MAX, EXACT_MAX } from '#domain/anchoring/passage.ts'
import type { Selectors } from '#domain/anchoring/selectors.ts'
import { ANNOTATION_LIMIT, Tags } from '#domain/annotation.ts'
import { body, storable } from '#domain/body.ts'
import type { Brought, BroughtPassage, BroughtTally } from '#domain/brought-notes/brought-note.ts'
import { findPairs, type Pairs, toUtf16 } from '#domain/code-points.ts'
import { type Guide, Slug } from '#domain/guide.ts'
import { COMMENT_LIMIT } from '#domain/thread.ts'
import type { Belonging } from '#server/access.ts'
import { findChapter, requireGuide } from '#server/content/guides.ts'
import { db } from '#server/db.ts'
import { comments, notes } from '#server/visibility.ts'

/** A note with its place: in the text that the group reads, or in one that is not known here, to be looked for. */
export type PlacedNote = Brought & { id: string; chapter: string; chapterRevision: string; selectors: Selectors; stands: boolean }
/** A reply; `parentId` is null where it answers the note itself. */
export type PlacedReply = Brought & { id: string; noteId: string; parentId: string | null }

/** Stands for the text that a file counts in, of which nothing is known. No text has this hash. */
const UNKNOWN_TEXT = 'brought-in-a-file'
/** A quote without an address that leads here says where it belongs if it is so long, and stands once. UTF-16 units. */
const TELLING = 32
/** Looking for places takes so long at most, in milliseconds; what is left is looked for afterwards, in a thread of its own. */
const PATIENCE = 5_000

/** Where each note of a file belongs in the group, and what of it is there already or cannot come in. */
export async function placeNotes(member: Belonging, notes: Brought[]) {
  const known = await findKnown(member, notes)
  const idOf = (key: string) => known.get(key) ?? idIn(member, key)
  const texts = await readTexts(await requireGuide(member.guide))
  const tally: Omit<BroughtTally, 'others' | 'secret'> = { standing: 0, sought: 0, replies: 0, known: 0, elsewhere: 0, unfit: 0 }
  const placed: PlacedNote[] = []
  const roots = new Map<string, string>()
  const until = performance.now() + PATIENCE
  for (const note of notes.filter(({ passage }) => passage !== null)) {
    if (known.has(note.key)) roots.set(note.key, idOf(note.key))
    const fit = known.has(note.key) ? null : fitNote(note)
    if (known.has(note.key)) tally.known += 1
    else if (!fit) tally.unfit += 1
    else {
      const place = placeOf(fit.passage, texts, performance.now() < until)
      // Others are answered in between.
      await setImmediate()
      if (!place) tally.elsewhere += 1
      else {
        placed.push({ ...fit.note, id: idOf(note.key), ...place })
        roots.set(note.key, idOf(note.key))
      }
    }
  }
  const replies = placeReplies(notes, { known, idOf, roots, tally })
  // An empty place is kept for what is said below it alone.
  const answered = new Set(replies.map(({ noteId }) => noteId))
  const kept = placed.filter(({ id, deleted }) => !deleted || answered.has(id))
  tally.standing = kept.filter(({ stands }) => stands).length
  tally.sought = kept.length - tally.standing
  tally.replies = replies.filter(({ deleted }) => !deleted).length
  return { placed: kept, replies, tally }
}

type Standing = {
  known: ReadonlyMap<string, string>
  idOf: (key: string) => string
  /** The ids of notes that are or come in, by their keys. */
  roots: ReadonlyMap<string, string>
  tally: { known: number; elsewhere: number; unfit: number }
}

/** Replies in an order in which each comes after what it answers. What answers in a circle, or something that stays out, stays out too. */
function placeReplies(notes: Brought[], { known, idOf, roots, tally }: Standing): PlacedReply[] {
  const below = Map.groupBy(
    notes.filter(({ answers }) => answers !== null),
    ({ answers }) => answers ?? '',
  )
  const replies: PlacedReply[] = []
  const reached = new Set<string>()
  const follow = [...roots].map(([key, noteId]) => ({ key, noteId, parentId: null as string | null }))
  for (const { key, noteId, parentId } of follow) {
    for (const reply of below.get(key) ?? []) {
      if (reached.has(reply.key)) continue
      reached.add(reply.key)
      const id = idOf(reply.key)
      const words = body(COMMENT_LIMIT).safeParse(reply.body)
      if (known.has(reply.key)) tally.known += 1
      else if (!words.success || (words.data === '' && !reply.deleted)) {
        tally.unfit += 1
        continue
      } else replies.push({ ...reply, body: words.data, id, noteId, parentId })
      follow.push({ key: reply.key, noteId, parentId: id })
    }
  }
  const all = [...below.values()].flat()
  tally.elsewhere += all.filter(({ key }) => !reached.has(key)).length
  return withoutEmptyEnds(replies)
}

/** Deleted replies stay only above others that stand. */
function withoutEmptyEnds(replies: PlacedReply[]): PlacedReply[] {
  const needed = new Set<string>()
  for (const { id, parentId, deleted } of replies.toReversed()) if ((!deleted || needed.has(id)) && parentId) needed.add(parentId)
  return replies.filter(({ id, deleted }) => !deleted || needed.has(id))
}

/** A note within the limits of those that members write, or null. */
function fitNote(note: Brought): { note: Brought; passage: BroughtPassage } | null {
  const words = body(ANNOTATION_LIMIT).safeParse(note.body)
  const { passage } = note
  if (!words.success || !passage || passage.exact.length > EXACT_MAX) return null
  // A tag that does not fit is left away rather than the note.
  const tags = Tags.safeParse(note.tags)
  const { prefix, suffix } = passage
  const around = { prefix: storable(prefix.slice(-CONTEXT_MAX)), suffix: storable(suffix.slice(0, CONTEXT_MAX)) }
  return {
    note: { ...note, body: note.deleted ? '' : words.data, tags: tags.success && !note.deleted ? tags.data : [] },
    passage: { ...passage, ...around },
  }
}

type Texts = { guide: Guide; chapters: { slug: string; revision: string; text: string; pairs: Pairs }[] }

async function readTexts(guide: Guide): Promise<Texts> {
  const chapters = await Promise.all(guide.chapters.map(({ slug }) => findChapter(guide.slug, slug)))
  return { guide, chapters: chapters.flatMap((chapter) => (chapter ? [{ ...chapter, pairs: findPairs(chapter.text) }] : [])) }
}

/**
 * By the address of the text, or else by a quote that can belong nowhere else. Null where neither leads into the guide.
 * @param looks whether there is time left to look for its words
 */
function placeOf(
  passage: BroughtPassage,
  { guide, chapters }: Texts,
  looks: boolean,
): Pick<PlacedNote, 'chapter' | 'chapterRevision' | 'selectors' | 'stands'> | null {
  const steps = passage.source.split(/[?#]/)[0]?.split('/').filter(Boolean) ?? []
  const slug = steps.at(-1) ?? ''
  const named = chapters.find((chapter) => chapter.slug === slug)
  const telling = !named && looks && passage.exact.length >= TELLING ? chapters.filter(({ text }) => text.includes(passage.exact)) : []
  const chapter = named ?? (telling.length === 1 ? telling[0] : undefined)
  const { exact, prefix, suffix, start: points } = passage
  if (chapter) {
    const { text, revision, pairs } = chapter
    const start = points === null ? undefined : toUtf16(pairs, points)
    const found = looks && text.includes(exact) ? anchor(text, { exact, prefix, suffix, ...(start !== undefined && { start }) }) : null
    if (found) return { chapter: chapter.slug, chapterRevision: revision, selectors: describe(text, found), stands: true }
    return { chapter: chapter.slug, ...unplaced(passage) }
  }
  // A chapter that the guide has no more: its notes are looked for in the others.
  const isOfGuide = steps.includes(guide.slug) && Slug.safeParse(slug).success && slug !== guide.slug
  return isOfGuide ? { chapter: slug, ...unplaced(passage) } : null
}

function unplaced({ exact, prefix, suffix, start: points }: BroughtPassage) {
  const start = points ?? 0
  return { chapterRevision: UNKNOWN_TEXT, selectors: { exact, prefix, suffix, start, end: start + exact.length }, stands: false }
}

/** The same file makes the same ids in a group, and others in another group. */
function idIn({ groupId }: Belonging, key: string): string {
  const hash = createHash('sha256').update(`${groupId} ${key}`).digest('hex')
  // A version 8 UUID: made in a way of one's own (RFC 9562).
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

/** Which of them are in the group already: brought before, or written here. By their keys, the ids that they have. */
async function findKnown(member: Belonging, brought: Brought[]): Promise<Map<string, string>> {
  const candidates = new Map<string, string>()
  for (const { key } of brought) {
    candidates.set(idIn(member, key), key)
    const own = /^(?:urn:uuid:|hypothesis:)(.+)$/.exec(key)?.[1]
    if (own && z.uuid().safeParse(own).success) candidates.set(own.toLowerCase(), key)
  }
  const where = { groupId: member.groupId, id: { in: [...candidates.keys()] } }
  const [annotations, replies] = await Promise.all([
    db().annotation.findMany({ where: { AND: [where, notes.ofGroup()] }, select: { id: true } }),
    db().comment.findMany({ where: { AND: [where, comments.openTo(member)] }, select: { id: true } }),
  ])
  return new Map([...annotations, ...replies].map(({ id }) => [candidates.get(id) ?? '', id]))
}
