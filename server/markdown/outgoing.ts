import 'server-only'
import { clean, isMarked, plainMarkdown } from '#server/markdown/plain.ts'
import { inThread } from '#server/markdown/pool.ts'

/**
 * Members' words as Markdown that shows elsewhere what the page shows, made off the main thread and within a budget; words over it come
 * out as lines that read as just these words.
 * @returns the Markdown of each body
 */
export async function outgoing(bodies: string[]): Promise<Map<string, string>> {
  const marked = [...new Set(bodies)].filter((body) => isMarked(clean(body)))
  const made = marked.length > 0 ? await inThread('writeOut', marked) : []
  const written = new Map(marked.map((body, at) => [body, made?.[at]]))
  return new Map(bodies.map((body) => [body, written.get(body) ?? plainMarkdown(clean(body))]))
}
