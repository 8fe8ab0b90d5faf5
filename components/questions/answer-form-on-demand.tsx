'use client'

import { later } from '#components/ui/later.tsx'

/** Fetched when somebody first wants to answer. */
export const AnswerForm = later(() => import('#components/questions/answer-form.tsx').then((file) => file.AnswerForm))
