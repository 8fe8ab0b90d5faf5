import { UpdateInstallation } from '#domain/installation.ts'
import { updateInstallation } from '#server/installation.ts'
import { route } from '#server/route.ts'

export const PATCH = route({ input: UpdateInstallation, run: updateInstallation })
