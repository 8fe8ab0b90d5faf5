import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '#client/http.ts'
import { usePageAnswer } from '#client/page-answer.ts'
import { importedTextsQuery } from '#client/queries.ts'
import { keys } from '#client/query-keys.ts'
import type { ImportedTextItem, UpdateImportedText } from '#domain/imported-text.ts'

const LIST = '/api/imported-texts'

/**
 * Every text that was imported into this installation, for owners.
 * @param initial what the page came with
 */
export function useImportedTexts(initial: ImportedTextItem[]): ImportedTextItem[] {
  return usePageAnswer(importedTextsQuery(), initial)
}

/** Changes who may read a text, or its title. */
export function useUpdateImportedText(guide: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: Omit<UpdateImportedText, 'guide'>) => ask<ImportedTextItem>('PATCH', `${LIST}/${guide}`, change),
    onSettled: () => client.invalidateQueries({ queryKey: keys.importedTexts }),
  })
}

/** Takes a text away. */
export function useRemoveImportedText(guide: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => ask<void>('DELETE', `${LIST}/${guide}`),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.importedTexts }),
  })
}
