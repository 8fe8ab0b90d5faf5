import { AboutAddress } from '#domain/secret-address.ts'
import { route } from '#server/route.ts'
import { removeAddress } from '#server/secret-addresses.ts'

export const POST = route({ input: AboutAddress, run: removeAddress, form: {}, whileArchived: true })
