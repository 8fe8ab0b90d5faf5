'use client'

import { later } from '#components/ui/later.tsx'
import { menuOnItsWay } from '#components/ui/menu-on-its-way.tsx'

/** The buttons beside the selected words, fetched when a hand or the caret first comes to the text. */
export const SelectionMenu = later(
  () => import('#components/selection/selection-menu.tsx').then((file) => file.SelectionMenu),
  menuOnItsWay,
)
