'use client'

import { useQueryClient } from '@tanstack/react-query'
import { forgetMember } from '#client/member-hint.ts'
import { signOut } from '#client/sign-in.ts'
import { useToast } from '#components/ui/toast.tsx'

/** Signs out on this device and goes to the first page, or tells why not. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient()
  const toast = useToast()
  return async () => {
    try {
      await signOut()
      queries.clear()
      forgetMember()
      location.assign('/')
    } catch {
      toast('You are still signed in: the connection failed. Try again when you are online.')
    }
  }
}
