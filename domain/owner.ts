import { z } from 'zod'

/** Hours that a link for becoming an owner works. */
export const OWNER_LINK_HOURS = 24

export const BecomeOwner = z.object({ code: z.string().min(1).max(64) })
export type BecomeOwner = z.infer<typeof BecomeOwner>

/** Somebody who owns the installation, for the list at the terminal. */
export type Owner = { id: string; username: string | null; name: string; since: string }
