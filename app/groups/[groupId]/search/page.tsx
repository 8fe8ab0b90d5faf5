import type { Metadata } from 'next'
import { SearchForm } from '#components/search/search-form.tsx'
import { SearchResults } from '#components/search/search-results.tsx'
import { Problem } from '#domain/problem.ts'
import { MOST_ASKED, SearchGroup } from '#domain/search.ts'
import * as nav from '#messages/group-nav.ts'
import * as say from '#messages/search.ts'
import { requireGuide } from '#server/content/guides.ts'
import { problemInWords } from '#server/in-words.ts'
import { orNotFound, requirePageMember } from '#server/page-access.ts'
import { searchGroup } from '#server/talk/search.ts'

type Props = { params: Promise<{ groupId: string }>; searchParams: Promise<{ q?: string | string[] }> }

export const metadata: Metadata = { title: nav.search() }

/** Searches what a group says and the text that it reads. */
export default async function SearchPage({ params, searchParams }: Props) {
  const [{ groupId }, { q }] = await Promise.all([params, searchParams])
  const asked = typeof q === 'string' ? q : ''
  const { viewer, member } = await requirePageMember(groupId, `/groups/${groupId}/search?q=${encodeURIComponent(asked)}`)
  const input = SearchGroup.safeParse({ groupId, asked })
  const guide = await orNotFound(requireGuide(member.guide))
  const result = input.success && input.data.asked ? await searchGroup(viewer, input.data).catch(refusedAs) : null
  const refusal = typeof result === 'string' ? result : input.success ? undefined : say.tooLong({ most: MOST_ASKED })
  return (
    <div className="page py-8 sm:py-10">
      <h1 className="mb-6 wrap-anywhere">{say.searchIn({ group: member.groupName })}</h1>
      <SearchForm asked={asked} error={refusal} />
      {result && typeof result !== 'string' && <SearchResults groupId={groupId} asked={asked} language={guide.language} result={result} />}
    </div>
  )
}

/** What somebody is told who searches too often. */
function refusedAs(error: unknown): string {
  if (error instanceof Problem && error.kind === 'too-many') return problemInWords(error)
  throw error
}
