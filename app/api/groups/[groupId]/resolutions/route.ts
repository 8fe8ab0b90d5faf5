import { InChapter } from '#domain/group.ts'
import { UpdateResolution } from '#domain/thread.ts'
import { route } from '#server/route.ts'
import { listResolutions, updateResolution } from '#server/talk/resolutions.ts'

export const GET = route({ input: InChapter, run: listResolutions })
export const PUT = route({ input: UpdateResolution, run: updateResolution })
