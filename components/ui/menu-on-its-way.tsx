import type { ReactNode } from 'react'

/** Where a menu will be, at the foot of the window: the frame of a part that is fetched when it is first opened (`later()`). */
export const menuOnItsWay = (line: ReactNode) => <div className="annotate-menu docked appears-late no-print">{line}</div>
