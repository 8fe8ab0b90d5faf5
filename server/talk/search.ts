import 'server-only'
import { setImmediate } from 'node:timers/promises'
import type { Chapter } from '#domain/guide.ts'
import { fold, MARKS, SPELT } from '#domain/search/fold.ts'
import { excerptOf, match, misspelt, type Term, termsOf, wordsOf } from '#domain/search/match.ts'
import type { FoundParagraph, FoundWords, SearchGroup, SearchResult } from '#domain/search.ts'
import type { Viewer } from '#domain/viewer.ts'
import { requireMember } from '#server/access.ts'
import { foldedChapter } from '#server/content/folded.ts'
import { findChapter, requireGuide } from '#server/content/guides.ts'
import { db, Prisma } from '#server/db.ts'
import { log } from '#server/log.ts'
import { findNamesakes, type Namesakes, toldApart } from '#server/namesakes.ts'
import { takePoint } from '#server/rate-limit.ts'
import { sayings } from '#server/talk/sayings.ts'

/** So many of each kind are shown. */
const SHOWN = 40
/** Rows that Postgres may hand on to be looked at closely: the likeliest, the newest first among equals. */
const CANDIDATES = 200
/** How alike Postgres must find a word and the words nearest to it; what it hands on is measured again. */
const LIKENESS = 0.4
/** Time for Postgres, and for each thing that is looked through here, in milliseconds. What is not reached by then is left out. */
const [WORDS_TIME, TEXT_TIME] = [2_000, 1_000]

/**
 * Looks for words in what a member may see of what the group says, and in the text that it reads. Accents do not count, and a slip of the
 * pen is forgiven.
 * @returns nothing for a question without a word in it
 */
export async function searchGroup(viewer: Viewer, { groupId, asked }: SearchGroup): Promise<SearchResult> {
  const member = await requireMember(viewer, groupId)
  const terms = termsOf(asked)
  if (terms.length === 0) return { words: [], paragraphs: [], more: false }
  await takePoint('search', viewer.userId)
  const [guide, namesakes, said] = await Promise.all([
    requireGuide(member.guide),
    findNamesakes(groupId),
    listCandidates(viewer, groupId, terms),
  ])
  const chapters = [...guide.chapters, ...guide.withdrawn]
  const titles = new Map(chapters.map(({ slug, title }) => [slug, title]))
  const words = await measure(said ?? [], terms, titles, namesakes)
  const paragraphs = await searchText(member.guide, guide.chapters, terms)
  return {
    words: words.found.slice(0, SHOWN),
    paragraphs: paragraphs.found.slice(0, SHOWN),
    more: said === null || said.length === CANDIDATES || [words, paragraphs].some(({ found, cut }) => cut || found.length > SHOWN),
  }
}

/** Looks closely at what Postgres handed on, as long as there is time. */
async function measure(
  said: Candidate[],
  terms: string[],
  titles: Map<string, string>,
  namesakes: Namesakes,
): Promise<{ found: FoundWords[]; cut: boolean }> {
  const until = performance.now() + TEXT_TIME
  const found: Scored<FoundWords>[] = []
  for (const { words, createdAt, creatorId, ...row } of said) {
    if (performance.now() > until) return { found: best(found), cut: true }
    const folded = fold(words)
    const meant = terms.map((typed) => ({ typed, meant: folded.includes(typed) ? [] : misspelt(typed, wordsOf(folded)) }))
    const matched = match(folded, meant)
    const creator = toldApart(namesakes, creatorId, row.creator)
    const shown = { ...row, creator, chapterTitle: titles.get(row.chapter) ?? row.chapter, createdAt: createdAt.toISOString() }
    if (matched) found.push({ score: matched.score, show: () => ({ ...shown, excerpt: excerptOf(words, meant) }) })
    // Others are answered in between.
    await setImmediate()
  }
  return { found: best(found), cut: false }
}

type Scored<Item> = { score: number; show: () => Item }

/** What was found, the best first; made ready to show only as far as it is shown. */
const best = <Item>(found: Scored<Item>[]): Item[] =>
  found
    .sort((one, other) => other.score - one.score)
    .slice(0, SHOWN + 1)
    .map(({ show }) => show())

type Candidate = Pick<FoundWords, 'noun' | 'id' | 'chapter' | 'subject' | 'creator'> & {
  creatorId: string | null
  createdAt: Date
  words: string
}

/** What may be meant, the likeliest first. @returns null when looking through it took too long */
async function listCandidates({ userId }: Viewer, groupId: string, terms: string[]): Promise<Candidate[] | null> {
  const patterns = terms.map((term) => `%${term.replace(/[\\%_]/g, '\\$&')}%`)
  const likeness = (await knowsLikeness()) ? Prisma.sql`word_similarity(t.term, s.folded)` : Prisma.sql`0::real`
  const foldedSql = Object.entries(SPELT).reduce(
    (sql, [from, to]) => Prisma.sql`replace(${sql}, ${from}, ${to})`,
    Prisma.sql`lower(s.words)`,
  )
  try {
    return await db().$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('statement_timeout', ${String(WORDS_TIME)}, TRUE)`
      return tx.$queryRaw<Candidate[]>`
        WITH folded AS MATERIALIZED (
          SELECT s.*, normalize(regexp_replace(normalize(${foldedSql}, NFKD), ${`[${MARKS}]`}, '', 'g'), NFKC) AS folded
          FROM (${sayings(userId, Prisma.sql`m.group_id = ${groupId}::uuid`)}) s WHERE s.words <> ''
        ), scored AS (
          SELECT s.*, (SELECT min(CASE WHEN s.folded LIKE t.pattern THEN 1 ELSE ${likeness} END)
            FROM unnest(${terms}::text[], ${patterns}::text[]) AS t (term, pattern)) AS score FROM folded s
        )
        SELECT s.noun, s.id, s.chapter, s.subject, s.creator_id AS "creatorId", COALESCE(u.name, s.creator_name) AS creator, s.created_at AS "createdAt", s.words
        FROM scored s LEFT JOIN users u ON u.id = s.creator_id
        WHERE s.score >= ${LIKENESS}::real ORDER BY s.score DESC, s.created_at DESC LIMIT ${CANDIDATES}`
    })
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('statement timeout'))) throw error
    log().warn({ groupId }, 'a search was given up')
    return null
  }
}

/** Whether this Postgres has `pg_trgm`; without it a misspelt word finds nothing that people said. */
async function knowsLikeness(): Promise<boolean> {
  const [row] = await db().$queryRaw<{ known: boolean }[]>`SELECT to_regprocedure('word_similarity(text, text)') IS NOT NULL AS known`
  return row?.known === true
}

/** Looks through the numbered paragraphs of the text, chapter after chapter. */
async function searchText(
  guide: string,
  chapters: { slug: string }[],
  typed: string[],
): Promise<{ found: FoundParagraph[]; cut: boolean }> {
  const until = performance.now() + TEXT_TIME
  const read: { chapter: Chapter; folded: ReturnType<typeof foldedChapter> }[] = []
  for (const { slug } of chapters) {
    if (performance.now() > until) break
    const chapter = await findChapter(guide, slug)
    if (chapter) read.push({ chapter, folded: foldedChapter(chapter) })
    // Others are answered in between.
    await setImmediate()
  }
  const isThere = (term: string) => read.some(({ folded }) => folded.paragraphs.some((paragraph) => paragraph.folded.includes(term)))
  const words = new Set<string>()
  const missing = typed.filter((term) => !isThere(term))
  if (missing.length > 0) for (const { folded } of read) for (const word of folded.words) words.add(word)
  const terms = typed.map((term): Term => ({ typed: term, meant: missing.includes(term) ? misspelt(term, words) : [] }))
  const found = read.flatMap(({ chapter, folded }) =>
    folded.paragraphs.flatMap(({ label, folded }, at): Scored<FoundParagraph>[] => {
      const matched = match(folded, terms)
      const { start = 0, end = 0 } = chapter.paragraphs[at] ?? {}
      const place = { id: label, chapter: chapter.slug, chapterTitle: chapter.title }
      return matched
        ? [{ score: matched.score, show: () => ({ ...place, excerpt: excerptOf(chapter.text.slice(start, end), terms) }) }]
        : []
    }),
  )
  return { found: best(found), cut: read.length < chapters.length }
}
