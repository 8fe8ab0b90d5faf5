/** One page of a list; `next` is the cursor to ask the following page with, null on the last. */
export type Page<Item> = { items: Item[]; next: string | null }
