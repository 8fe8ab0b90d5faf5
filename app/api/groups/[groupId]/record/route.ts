import { AboutRecord } from '#domain/record.ts'
import { downloadRecord } from '#server/exports/record-files.ts'
import { route } from '#server/route.ts'

export const GET = route({ input: AboutRecord, run: downloadRecord })
