import { AboutConnection } from '#domain/account.ts'
import { disconnect } from '#server/accounts/ways.ts'
import { always, route } from '#server/route.ts'

export const DELETE = route({ input: AboutConnection, run: disconnect, proof: always })
