'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { clearDrafts, listDraftNames } from '#client/draft.ts'
import { forgetMember } from '#client/member-hint.ts'
import { signOut } from '#client/sign-in.ts'
import { LeaveDialog } from '#components/site/leave-on-demand.tsx'
import { useToast } from '#components/ui/toast.tsx'

/**
 * Signs out on this device and goes to the first page, or tells why not.
 * @returns what to do at the press of the button, and the question that is asked first where words were not sent: it is to be shown
 */
export function useSignOut(): { leave: () => void; question: ReactNode } {
  const queries = useQueryClient()
  const toast = useToast()
  const [asks, setAsks] = useState(false)
  const go = async (isClean: boolean) => {
    try {
      await signOut()
      if (isClean) clearDrafts()
      queries.clear()
      forgetMember()
      // Without a connection the next page that opens does it.
      await import('#client/offline-page.ts').then((kept) => kept.forgetPagesOfOthers(null)).catch(() => undefined)
      location.assign('/')
    } catch {
      toast('You are still signed in: the connection failed. Try again when you are online.')
    }
  }
  return {
    leave: () => (listDraftNames('').length > 0 ? setAsks(true) : void go(false)),
    question: asks && <LeaveDialog onClose={() => setAsks(false)} onKeep={() => go(false)} onDelete={() => go(true)} />,
  }
}
