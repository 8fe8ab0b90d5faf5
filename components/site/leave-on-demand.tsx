'use client'

import { later } from '#components/ui/later.tsx'

/** The question about drafts, fetched when somebody signs out and has some. */
export const LeaveDialog = later(() => import('#components/site/leave-dialog.tsx').then((file) => file.LeaveDialog))
