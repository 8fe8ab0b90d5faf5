import 'server-only'
import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { renderMarkdown } from '#server/markdown/markdown.ts'
import { markdownOf } from '#server/markdown/markdown-out.ts'
import type { Joined, joinText, ReadText, Refused } from '#server/markdown/shared-text.ts'
import { eachWithinTime, withinTime } from '#server/markdown/within-time.ts'

// What the threads of `pool.ts` do. Each of these may take longer than its words are long, so each has its time.

/** Milliseconds for one text: the last resort, for what no count foresees. What people write takes less than a hundredth of it. */
const RENDERING = 1_500
/** Milliseconds for one password, which is short; the first one waits for the dictionaries too, and that is not counted. */
const JUDGING = 5_000

/** How long the page made of words may be. Links, paragraphs and cells make some ten of one; a table can make thousands. */
const mostHtml = (body: string) => 15 * body.length + 20_000

/**
 * How many elements it may have. A careful hand does not come near; thousands of tiny blocks cost a reader's phone more than their
 * letters do, and take time that grows with their square. Counted, so that the verdict is the same on a fast machine as on a slow one.
 */
const MOST_ELEMENTS = 2_000

const elementsIn = (html: string): number => html.match(/<[a-z]/g)?.length ?? 0

/** The HTML of each of these Markdown bodies; null where it would take too long or become too large. */
export function render(bodies: string[]): (string | null)[] {
  return eachWithinTime(bodies, renderMarkdown, RENDERING).map((html, at) => {
    const most = mostHtml(bodies[at] ?? '')
    return html !== null && html.length <= most && elementsIn(html) <= MOST_ELEMENTS ? html : null
  })
}

/** These bodies as they leave the group, as Markdown; null where that would take too long. */
export function writeOut(bodies: string[]): (string | null)[] {
  return eachWithinTime(bodies, markdownOf, RENDERING)
}

// The dictionaries weigh megabytes: they are read when the first person chooses a password, not at every start.
let judge: Promise<ZxcvbnFactory> | undefined

async function loadJudge(): Promise<ZxcvbnFactory> {
  const [core, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ])
  return new core.ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
  })
}

/** How easily a password is guessed, from 0 to 4 (zxcvbn), and why; null when that would take too long to find out. */
export async function judgePassword({
  password,
  known,
}: {
  password: string
  known: string[]
}): Promise<{ score: number; warning: string | null } | null> {
  judge ??= loadJudge()
  const loaded = await judge
  return withinTime(() => {
    const { score, feedback } = loaded.check(password, known)
    return { score, warning: feedback.warning }
  }, JUDGING)
}

/** Milliseconds to put an update to a shared text, or to read one. A page of writing takes a hundredth of it. */
const JOINING = 2_000

// Read when the first shared text comes: half of what a thread has to read before it renders anything.
const sharedText = () => import('#server/markdown/shared-text.ts')

/** What an update adds to a shared text; null where that would take too long to find out. */
export async function joinUpdate(input: Parameters<typeof joinText>[0]): Promise<Joined | Refused | null> {
  const { joinText } = await sharedText()
  return withinTime(() => joinText(input), JOINING)
}

/** A shared text from its updates; null where that would take too long. */
export async function readUpdates(updates: Uint8Array[]): Promise<ReadText | null> {
  const { readText } = await sharedText()
  return withinTime(() => readText(updates), JOINING)
}
