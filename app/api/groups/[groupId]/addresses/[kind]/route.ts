import { AboutAddress } from '#domain/secret-address.ts'
import { route } from '#server/route.ts'
import { replaceAddress } from '#server/secret-addresses.ts'

export const POST = route({ input: AboutAddress, run: replaceAddress, form: {}, whileArchived: true })
