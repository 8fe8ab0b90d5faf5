'use client'

import { later } from '#components/ui/later.tsx'

/** The buttons beside the selected words, fetched when a hand or the caret first comes to the text. */
export const SelectionMenu = later(
  () => import('#components/selection/selection-menu.tsx').then((file) => file.SelectionMenu),
  (line) => <div className="annotate-menu docked appears-late no-print">{line}</div>,
)
