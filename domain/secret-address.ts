import { z } from 'zod'
import { InGroup } from '#domain/group.ts'

/** What programs of a member read without signing in, each at a secret address. */
export const AddressKind = z.enum(['calendar', 'feed'])
export type AddressKind = z.infer<typeof AddressKind>

export const AboutAddress = InGroup.extend({ kind: AddressKind })
export type AboutAddress = z.infer<typeof AboutAddress>

/** A member's own addresses in a group; null where they have made none. */
export type SecretAddresses = Record<AddressKind, string | null>
