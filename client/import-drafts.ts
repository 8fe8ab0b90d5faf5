import { keepPreviousData, type QueryClient, useIsMutating, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { usePageAnswer } from '#client/page-answer.ts'
import { blocksQuery, importDraftQuery, importDraftsQuery, publicationQuery, reportQuery } from '#client/queries.ts'
import { keys } from '#client/query-keys.ts'
import type { Correction } from '#domain/import/review/correction.ts'
import type { Draft, DraftItem, DraftSettings, ListReport } from '#domain/import-draft.ts'
import { Problem } from '#domain/problem.ts'

const LIST = '/api/import-drafts'
const path = (draftId: string) => `${LIST}/${draftId}`

/**
 * The viewer's drafts, the one changed last first.
 * @param initial what the page came with
 */
export function useImportDrafts(initial: DraftItem[]): DraftItem[] {
  return usePageAnswer(importDraftsQuery(), initial)
}

/** Deletes a draft. */
export function useRemoveImportDraft() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (draftId: string) => ask<void>('DELETE', path(draftId)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.importDrafts }),
  })
}

/** @param initial what the page came with */
export function useImportDraft(initial: Draft): Draft {
  return useQuery({ ...importDraftQuery(initial.id), initialData: initial }).data
}

/** Some blocks of a section. What is shown stays until the following are there. */
export function useBlocks({ id, version }: Draft, sectionId: string, from: number) {
  const query = blocksQuery(id, version, sectionId, from)
  return useQuery({ ...query, placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY })
}

/** Some entries of the report. What is shown stays until the following are there. */
export function useReport({ id, version }: Draft, kind: ListReport['kind'], from: number) {
  const query = reportQuery(id, version, kind, from)
  return useQuery({ ...query, placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY })
}

/** What publishing would do at the address that the draft has now. */
export function usePublication({ id, version, settings }: Draft) {
  return useQuery({ ...publicationQuery(id, version, settings.slug), placeholderData: keepPreviousData })
}

/** Makes a correction under an id of the caller's, by which it can be undone. */
export function useCorrect(draftId: string) {
  return useChange(draftId, ({ id, correction }: { id: string; correction: Correction }, version) =>
    ask<Draft>('POST', `${path(draftId)}/corrections`, { version, id, correction }),
  )
}

/** Undoes a correction. */
export function useUndo(draftId: string) {
  return useChange(draftId, (id: string, version) => ask<Draft>('DELETE', `${path(draftId)}/corrections/${id}?version=${version}`))
}

/** Changes settings; those that are not given stay. */
export function useUpdateSettings(draftId: string) {
  return useChange(draftId, (settings: Partial<DraftSettings>, version) => ask<Draft>('PATCH', path(draftId), { version, settings }))
}

/** Puts the text where people read it. @returns its address, and the version that is there now */
export function usePublish(draftId: string) {
  const client = useQueryClient()
  return useMutation({
    scope: { id: draftId },
    mutationFn: async (replace: boolean) => {
      const version = known(client, draftId)?.version
      const { path: address } = await ask<{ path: string }>('POST', `${path(draftId)}/publication`, { version, replace })
      return { address, version }
    },
    onSuccess: () => {
      for (const queryKey of [keys.publication(draftId), keys.importDrafts, keys.importedTexts, keys.texts])
        void client.invalidateQueries({ queryKey })
    },
    onError: (error) => takeCurrent(client, draftId, error),
  })
}

/** Whether a change of the draft is on its way. */
export function useIsSaving(draftId: string): boolean {
  return useIsMutating({ mutationKey: keys.importDraft(draftId) }) > 0
}

/** One change after the other, each from the version that the last one made. A stale one shows what the draft is now. */
function useChange<Input>(draftId: string, send: (input: Input, version: number | undefined) => Promise<Draft>) {
  const client = useQueryClient()
  return useMutation({
    mutationKey: keys.importDraft(draftId),
    scope: { id: draftId },
    mutationFn: (input: Input) => send(input, known(client, draftId)?.version),
    onSuccess: (draft) => {
      client.setQueryData(keys.importDraft(draftId), draft)
      return client.invalidateQueries({ queryKey: keys.importDrafts })
    },
    onError: (error) => takeCurrent(client, draftId, error),
  })
}

const known = (client: QueryClient, draftId: string) => client.getQueryData<Draft>(keys.importDraft(draftId))

function takeCurrent(client: QueryClient, draftId: string, error: Error): void {
  const current = error instanceof Problem && error.kind === 'conflict' ? (error.extra.current as Draft | undefined) : undefined
  if (current) client.setQueryData(keys.importDraft(draftId), current)
}
