/** Lengths for which an agenda is proposed at a press, in minutes, besides the session’s own. */
export const BUDGETS = [45, 60, 75, 90, 120] as const
