import { InChapter } from '#domain/group.ts'
import { UpdateUnclear } from '#domain/unclear.ts'
import { route } from '#server/route.ts'
import { listUnclear, updateUnclear } from '#server/talk/unclear.ts'

export const GET = route({ input: InChapter, run: listUnclear })
export const PUT = route({ input: UpdateUnclear, run: updateUnclear })
