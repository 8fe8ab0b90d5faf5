import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { describe } from '#domain/anchoring/describe.ts'
import type { Passage } from '#domain/anchoring/passage.ts'
import type { Annotation, Visibility } from '#domain/annotation.ts'
import type { Viewer } from '#domain/viewer.ts'
import { guideParagraphs } from '#tests/bench/anchoring/prose.ts'
import { addMember, asViewer, createGroup, createUser } from '#tests/support/factories.ts'
import { changeSettings } from '#tests/support/settings.ts'

/** The guide whose files these tests edit, and its two chapters. */
export const GUIDE = 'walks'
export const [FIRST, SECOND] = ['first-walk', 'second-walk'] as const
export type Chapters = Record<string, string[]>

/** Paragraphs of real prose, each long enough to be marked in many places. */
export const PROSE = guideParagraphs()
  .filter((paragraph) => paragraph.length > 350 && !/[<>&#|\\]/.test(paragraph))
  .slice(0, 24)

/** Two chapters of three paragraphs each. */
export const [SHORT, LATER] = [PROSE.slice(0, 3), PROSE.slice(3, 6)] as const

/** A group on a guide whose files can be edited. `write` edits them; `publish` does too, and starts the program on them. */
export type Editing = {
  groupId: string
  owner: Viewer
  ada: Viewer
  write: (chapters: Chapters) => Promise<void>
  publish: (chapters: Chapters) => Promise<Program>
}

export async function createEditing(): Promise<Editing> {
  const [owner, ada] = [await createUser({ name: 'Olga' }), await createUser({ name: 'Ada' })]
  const group = await createGroup({ owner, guide: GUIDE })
  await addMember({ group, user: ada })
  const write = await guideFolder()
  const publish = async (chapters: Chapters) => {
    await write(chapters)
    const program = await restarted()
    await program.chaptersChanged()
    return program
  }
  return { groupId: group.id, owner: asViewer(owner), ada: asViewer(ada), write, publish }
}

/** A folder of guides for one test, with one guide in it. @returns a function that writes its chapters anew, by address */
async function guideFolder(): Promise<(chapters: Chapters) => Promise<void>> {
  const root = await mkdtemp(join(tmpdir(), 'editions-'))
  const { CONTENT_DIR } = process.env
  changeSettings({ CONTENT_DIR: root })
  onTestFinished(async () => {
    changeSettings({ CONTENT_DIR: CONTENT_DIR ?? '' })
    vi.resetModules()
    await rm(root, { recursive: true })
  })
  return (chapters) => writeGuide(root, chapters)
}

async function writeGuide(root: string, chapters: Chapters): Promise<void> {
  const folder = join(root, GUIDE)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  const about = { title: 'Walks', summary: 'Two walks along the shore, for tests.', work: { title: 'Walks' }, licence: 'CC0' }
  await writeFile(join(folder, 'guide.md'), `---\n${JSON.stringify(about)}\n---\n\nTwo walks.\n`)
  for (const [index, [slug, paragraphs]] of Object.entries(chapters).entries()) {
    const questions = [{ id: `seen-${slug}`, kind: 'opener', text: 'What did you see on this walk?' }]
    const settings = { title: slug, number: index + 1, summary: 'A walk along the shore, for tests.', questions }
    await writeFile(join(folder, `0${index + 1}-${slug}.md`), `---\n${JSON.stringify(settings)}\n---\n\n${paragraphs.join('\n\n')}\n`)
  }
}

/** The server's files as a process that was just started has them: the guides are read anew. */
export async function restarted() {
  vi.resetModules()
  const [guides, annotations, revisions, changes, decisions, visits, foresight, found, comments] = await Promise.all([
    import('#server/content/guides.ts'),
    import('#server/talk/annotations.ts'),
    import('#server/editions/revisions.ts'),
    import('#server/editions/changes.ts'),
    import('#server/editions/decisions.ts'),
    import('#server/talk/visits.ts'),
    import('#server/editions/foresight.ts'),
    import('#server/editions/accept-found.ts'),
    import('#server/talk/comments.ts'),
  ])
  return { ...guides, ...annotations, ...revisions, ...changes, ...decisions, ...visits, ...foresight, ...found, ...comments }
}
export type Program = Awaited<ReturnType<typeof restarted>>

const PLAIN = { motivation: 'commenting', tags: [] as string[] } as const

/** Marks a passage of a chapter as the browser would. @returns the annotation's id */
export async function mark(
  program: Program,
  viewer: Viewer,
  groupId: string,
  chapter: string,
  passage: Passage,
  visibility: Visibility = 'GROUP',
): Promise<string> {
  const { text, revision } = await program.requireChapter(GUIDE, chapter)
  const id = randomUUID()
  const selectors = describe(text, passage)
  await program.createAnnotation(viewer, {
    id,
    groupId,
    chapter,
    chapterRevision: revision,
    visibility,
    body: 'A note.',
    ...selectors,
    ...PLAIN,
  })
  return id
}

/** Everything that somebody sees in a chapter. */
export async function listIn(program: Program, viewer: Viewer, groupId: string, chapter: string = FIRST): Promise<Annotation[]> {
  return (await program.listAnnotations(viewer, { groupId, chapter, cursor: null, limit: 500, order: 'position' })).items
}

/** The first eight words of a paragraph, as the chapter shows them. */
export const opening = (paragraph = '') => paragraph.split(' ').slice(0, 8).join(' ').replaceAll("'", '’')

/** Where some words stand in a text that has them once. */
export function passageOf(text: string, words: string): Passage {
  const start = text.indexOf(words)
  if (start === -1 || text.indexOf(words, start + 1) !== -1) throw new Error(`not once in the text: ${words}`)
  return { start, end: start + words.length }
}
