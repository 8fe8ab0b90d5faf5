'use client'

import { later } from '#components/ui/later.tsx'

/** The field to write in, fetched when somebody first wants to write. */
export const WordsForm = later(() => import('#components/threads/words-form.tsx').then((file) => file.WordsForm))
