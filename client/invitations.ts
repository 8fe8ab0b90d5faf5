import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { ask } from '#client/http.ts'
import { usePageAnswer } from '#client/page-answer.ts'
import { invitationsQuery } from '#client/queries.ts'
import { keys } from '#client/query-keys.ts'
import type { CreateInvitation, InvitationItem } from '#domain/invitation.ts'

const path = (groupId: string) => `/api/groups/${groupId}/invitations`

/**
 * The group's invitations, the newest first.
 * @param initial what the page came with
 */
export function useInvitations(groupId: string, initial: InvitationItem[]): InvitationItem[] {
  return usePageAnswer(invitationsQuery(groupId), initial)
}

/** Makes a link; sending the same id twice makes one. */
export function useCreateInvitation(groupId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Omit<CreateInvitation, 'groupId'>) => ask<InvitationItem>('POST', path(groupId), input),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.invitations(groupId) }),
  })
}

/** Ends a link at once. */
export function useRemoveInvitation(groupId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (invitationId: string) => ask<void>('DELETE', `${path(groupId)}/${invitationId}`),
    onSettled: () => client.invalidateQueries({ queryKey: keys.invitations(groupId) }),
  })
}

const never = () => () => {}

/** The whole address of an invitation; before the page knows its own address, the path alone. */
export function useInvitationLink(code: string): string {
  const origin = useSyncExternalStore(
    never,
    () => location.origin,
    () => '',
  )
  return `${origin}/join/${code}`
}
