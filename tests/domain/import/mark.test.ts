import { describe, expect, test } from 'vitest'
import { correct } from '#domain/import/review/draft.ts'
import { closeDraft, type DraftText, openDraft } from '#domain/import/review/draft-text.ts'
import { importLines, outline } from './read-lines.ts'

const PROSE =
  'The ferry goes over every hour, whether anybody waits for it or not, and comes back again before the bell of the church has stopped.'
const found = (draft: DraftText, words: string) => {
  const entry = draft.sections.flatMap(({ blocks }) => blocks).find(({ block }) => JSON.stringify(block).includes(words))
  if (!entry) throw new Error(`"${words}" is not there`)
  return entry.id
}
const told = (draft: DraftText) => outline(closeDraft(draft)).replaceAll(PROSE, '…')

/** Five days under headings that no machine would know, in one chapter. */
const diary = () => openDraft(importLines(['~ Monday', '~ Tuesday', '~ Wednesday'].flatMap((day) => [day, '', PROSE, '']).join('\n')))

describe('a line is marked', () => {
  test('as the title of a chapter, with all lines that look like it', () => {
    const draft = diary()
    const one = correct(draft, { kind: 'mark', block: found(draft, 'Tuesday'), as: 'chapter' })
    expect(one.draft.sections.map(({ title }) => title)).toContain('~ Tuesday')
    expect(one.draft.sections).toHaveLength(2)
    const all = correct(draft, { kind: 'mark', block: found(draft, 'Tuesday'), as: 'chapter', alike: true })
    expect(told(all.draft)).toBe('== chapter: ~ Monday\n…\n== chapter: ~ Tuesday\n…\n== chapter: ~ Wednesday\n…')
    expect(all.words).toBe('Made 3 lines like “~ Tuesday” the title of a chapter')
  })

  test('as the title of a part, in which all further chapters stand', () => {
    const text = `CHAPTER I\n\n${PROSE}\n\nof the river\n\nCHAPTER II\n\n${PROSE}\n\nCHAPTER III\n\n${PROSE}\n`
    const draft = openDraft(importLines(text))
    const { draft: parted } = correct(draft, { kind: 'mark', block: found(draft, 'of the river'), as: 'division' })
    expect(told(parted)).toBe(
      '== chapter: CHAPTER I\n…\n== chapter: [of the river] CHAPTER II\n…\n== chapter: [of the river] CHAPTER III\n…',
    )
  })

  test('as a heading inside a chapter, and as ordinary text again', () => {
    const draft = diary()
    const { draft: headed } = correct(draft, { kind: 'mark', block: found(draft, 'Monday'), as: 'heading', alike: true })
    expect(told(headed).match(/^### .*$/gm)).toEqual(
      ['### ~ Monday', '### ~ Tuesday', '### ~ Wednesday'].map((line) => line.replace('~', '\\~')),
    )
    const { draft: plain } = correct(headed, { kind: 'mark', block: found(headed, 'Monday'), as: 'text', alike: true })
    expect(told(plain)).not.toContain('###')
  })

  test('no word is lost by it, and what is no line is refused', () => {
    const draft = diary()
    const words = (one: DraftText) =>
      outline(closeDraft(one))
        .match(/\p{L}+/gu)
        ?.filter((word) => word !== 'chapter')
        .sort()
    const { draft: marked } = correct(draft, { kind: 'mark', block: found(draft, 'Tuesday'), as: 'chapter', alike: true })
    expect(words(marked)).toEqual(words(draft))
    const long = openDraft(importLines(`${PROSE} ${PROSE} ${PROSE}\n`))
    expect(() => correct(long, { kind: 'mark', block: found(long, 'ferry'), as: 'chapter' })).toThrow(/^titleIsALine/)
    expect(() => correct(draft, { kind: 'mark', block: found(draft, 'every hour'), as: 'chapter', alike: true })).toThrow(
      /^lineLikeAnyOther/,
    )
  })
})

test('all chapters with titles like this one are joined at once', () => {
  const blocks = ['ANNA.', 'PETER.', 'THE QUAY'].map((title) => ({ title, part: 'chapter' as const }))
  const draft = openDraft({
    title: null,
    creator: null,
    language: null,
    report: [],
    sections: [{ title: 'The Ferry', part: 'chapter' as const }, ...blocks].map((section, line) => ({
      ...section,
      blocks: [{ kind: 'paragraph' as const, origin: { line }, text: PROSE }],
    })),
  })
  const { draft: joined, words } = correct(draft, { kind: 'merge', section: 's1', alike: true })
  expect(joined.sections.map(({ title }) => title)).toEqual(['The Ferry', 'THE QUAY'])
  expect(words).toBe('Joined 2 like “ANNA.” to those before them')
})
