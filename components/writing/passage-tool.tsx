'use client'

import { createContext } from 'react'
import type { later } from '#components/ui/later.tsx'

/** Where a passage of the text on this page is chosen. @param onPick is given its place, such as "¶ 12", and its words in one line */
export type PassageTool = ReturnType<typeof later<{ onPick: (place: string, quote: string) => void }>>

/** What lets writers choose a passage; null on pages without the text. */
export const PassageToolContext = createContext<PassageTool | null>(null)
