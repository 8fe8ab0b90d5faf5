'use client'

import { later } from '#components/ui/later.tsx'

/** Where the shared text is written, with what keeps it; fetched when somebody writes. */
export const SharedTextEditor = later(() =>
  import('#components/group-answers/shared-text-editor.tsx').then((file) => file.SharedTextEditor),
)
