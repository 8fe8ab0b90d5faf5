import { type TalkNoun, withChange } from '#client/talk-cache.ts'
import { useWithPrevious } from '#components/ui/use-with-previous.ts'
import type { Annotation } from '#domain/annotation.ts'
import type { Comment } from '#domain/thread.ts'

const NOT_ANY_MORE = { body: '', html: '', deleted: true, unread: false, can: { edit: false, remove: false, restore: false } }

/**
 * A list in which whatever was deleted while the reader is writing in reply to it stays as a placeholder, as the server keeps one
 * where replies stand: the words that are being written stay under it, with the field that they are written in.
 * @param before the same list as it was shown last
 * @param answered ids of what the reader is replying to
 */
export function keepAnswered<Item extends Annotation | Comment>(
  noun: TalkNoun<Item>,
  items: Item[],
  before: readonly Item[],
  answered: ReadonlySet<string>,
): Item[] {
  let list = items
  for (const id of answered) {
    if (items.some((item) => item.id === id)) continue
    const gone = before.find((item) => item.id === id)
    if (gone) list = withChange(noun, list, id, { ...gone, ...NOT_ANY_MORE, ...('tags' in gone ? { tags: [] } : { creator: null }) })
  }
  return list
}

/** What was said, with placeholders for what was deleted under the reader's hands. */
export function useKeptAnswered<Item extends Annotation | Comment>(
  noun: TalkNoun<Item>,
  items: Item[],
  answered: ReadonlySet<string>,
): Item[] {
  return useWithPrevious<readonly [Item[], ReadonlySet<string>], Item[]>([items, answered], (previous) =>
    keepAnswered(noun, items, previous ?? items, answered),
  )
}
