import type { Corrected } from '#domain/import/review/corrected.ts'
import type { Correction } from '#domain/import/review/correction.ts'
import { type DraftBlock, type DraftSection, type DraftText, plainWords, wordsOf } from '#domain/import/review/draft-text.ts'
import { shapeOf } from '#domain/import/review/shape.ts'
import { Problem, say } from '#domain/problem.ts'

type Marking = Extract<Correction, { kind: 'mark' }>

const NOUNS = { chapter: 'the title of a chapter', division: 'the title of a part', heading: 'a heading', text: 'ordinary text' }
const MOST_TITLE = 300

/**
 * Says what a line is, or all lines that look like it.
 * @throws Problem `invalid` with the reason when it cannot be that
 */
export function mark(draft: DraftText, { block: id, as, alike }: Marking): Corrected {
  const chosen = findLine(draft, id)
  if (!chosen) throw new Problem('invalid', say('paragraphGone'))
  const words = lineOf(chosen)
  if (as !== 'text' && (words === '' || words.length > MOST_TITLE || chosen.block.kind === 'note'))
    throw new Problem('invalid', say('titleIsALine'))
  const shape = alike ? (chosen.block.kind === 'heading' ? `level ${chosen.block.level}` : shapeOf(words)) : null
  if (alike && shape === null) throw new Problem('invalid', say('lineLikeAnyOther'))
  const isLike = (entry: DraftBlock) =>
    entry.id === id || (shape !== null && shapeOfBlock(entry, chosen.block.kind === 'heading') === shape)
  // Each line is looked at once: that is most of the work in a long text.
  const meant = new Set(draft.sections.flatMap(({ blocks }) => blocks.filter(isLike)))
  const isMeant = (entry: DraftBlock) => meant.has(entry)
  const count = meant.size
  const said = count > 1 ? `Made ${count} lines like “${words.slice(0, 60)}” ${NOUNS[as]}` : `Made “${words.slice(0, 60)}” ${NOUNS[as]}`
  if (as === 'heading' || as === 'text') return { draft: { ...draft, sections: rewritten(draft.sections, isMeant, as) }, words: said }
  return { draft: { ...draft, sections: cut(draft.sections, isMeant, as) }, words: said }
}

function findLine(draft: DraftText, id: string): DraftBlock | undefined {
  return draft.sections.flatMap(({ blocks }) => blocks).find((entry) => entry.id === id)
}

/** The words of a block that is one line; empty for any other. */
function lineOf({ block }: DraftBlock): string {
  const words = wordsOf(block)
  return words.includes('\n') ? '' : plainWords(words)
}

function shapeOfBlock(entry: DraftBlock, isHeading: boolean): string | null {
  if (entry.block.kind === 'heading') return isHeading ? `level ${entry.block.level}` : null
  return isHeading || entry.block.kind === 'note' ? null : shapeOf(lineOf(entry))
}

function rewritten(sections: readonly DraftSection[], isMeant: (entry: DraftBlock) => boolean, as: 'heading' | 'text'): DraftSection[] {
  return sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((entry): DraftBlock => {
      if (!isMeant(entry)) return entry
      const { origin } = entry.block
      const text = wordsOf(entry.block).replace(/\n+/g, ' ')
      return { ...entry, block: as === 'heading' ? { kind: 'heading', level: 3, origin, text } : { kind: 'paragraph', origin, text } }
    }),
  }))
}

/** Blocks between the title of a part and its first chapter: an epigraph, a few words. */
const FEW_BLOCKS = 6

/** Cuts sections at lines: each becomes the title of a chapter that begins there, or of a part that all further chapters stand in. */
function cut(sections: readonly DraftSection[], isMeant: (entry: DraftBlock) => boolean, as: 'chapter' | 'division'): DraftSection[] {
  const made: DraftSection[] = []
  let division: string | null = null
  // What stands between the title of a part and its first chapter begins that chapter.
  let waiting: DraftBlock[] = []
  for (const [place, section] of sections.entries()) {
    const isUnder = division !== null && section.part === 'chapter'
    let open: DraftSection = { ...section, ...(isUnder && { division }), blocks: waiting }
    waiting = []
    const close = () => {
      // The place of a section may be all that its first line was.
      if (open.blocks.length > 0 || (open.title !== '' && open.id === section.id)) made.push(open)
      else if (open.id !== section.id) made.push(open)
    }
    for (const entry of section.blocks) {
      if (!isMeant(entry)) {
        open.blocks.push(entry)
        continue
      }
      close()
      const line = lineOf(entry)
      if (as === 'division') division = line
      open = { ...section, part: 'chapter', id: `at-${entry.id}`, title: line, ...(division !== null && { division }), blocks: [] }
    }
    const next = sections[place + 1]
    const announces = as === 'division' && open.id !== section.id && open.blocks.length <= FEW_BLOCKS && next?.part === 'chapter'
    if (announces) waiting = open.blocks
    else close()
  }
  return made
}
