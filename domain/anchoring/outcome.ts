import type { Passage } from '#domain/anchoring/passage.ts'

/**
 * What became of a passage in a new edition. `start` and `end` are UTF-16 offsets in the text after.
 * - `same`: its words are unchanged (white space aside) and it stands in its old order;
 * - `moved`: its words are unchanged but it stands elsewhere among its old neighbours;
 * - `changed`: its words differ, wherever it stands;
 * - `lost`: too little of it survives, or what survives is scattered. `near` is where its old neighbours now meet.
 */
export type Reanchored = (Passage & { kind: 'same' | 'moved' | 'changed' }) | { kind: 'lost'; near: number }
