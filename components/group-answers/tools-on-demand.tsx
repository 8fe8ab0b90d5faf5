'use client'

import { later } from '#components/ui/later.tsx'

/** What one can do with the group's answer; fetched where there is one. */
export const GroupAnswerTools = later(() => import('#components/group-answers/tools.tsx').then((file) => file.GroupAnswerTools))
