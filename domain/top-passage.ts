/** A passage about which a group has said much. The paragraph is null where the chapter has another text now. */
export type TopPassage = { chapter: string; paragraph: string | null; exact: string; comments: number }
