import { type Command, noWords } from '#scripts/guide/command.ts'
import { withDatabase } from '#scripts/guide/with-database.ts'
import { readSettings } from '#scripts/settings.ts'
import { say } from '#scripts/terminal.ts'
import type { ForeseenChapter, ForeseenPassage } from '#server/editions/foresight.ts'

export const check: Command = {
  usage: '[--quotes]',
  about: 'says what edits of the guides in the folder would do to the notes in the database, before they are published',
  options: { quotes: { type: 'boolean' } },
  run: async (given) => {
    noWords(given)
    await withDatabase(readSettings('production'), async () => {
      const { foreseeChanges } = await import('#server/editions/foresight.ts')
      const chapters = await foreseeChanges()
      if (chapters.length === 0) say('Every note stands on the text as it is in the files: nothing would change.')
      for (const chapter of chapters) for (const line of linesOf(chapter, given.options.quotes === true)) say(line)
    })
  },
}

const count = (number: number) => (number === 1 ? '1 note' : `${number} notes`)

function linesOf({ guide, chapter, notes, tally, renamed, found, unplaced, passages }: ForeseenChapter, withQuotes: boolean): string[] {
  const name = `${guide}/${chapter}: ${count(notes)}`
  if (renamed !== null) return [`${name}, and the files have this chapter as ${renamed}: they would go there with it`]
  if (!tally) return [`${name}, and the files do not have this chapter any more`, ...goneLines(found, unplaced)]
  const figures = `${tally.same} the same, ${tally.moved} moved, ${tally.changed} changed, ${tally.lost} lost`
  return [
    `${name}: ${figures}${unplaced > 0 ? `, ${unplaced} without a place already` : ''}`,
    ...passages.map((each) => lineOf(each, withQuotes)),
  ]
}

function goneLines(found: ForeseenChapter['found'], unplaced: number): string[] {
  const lines = Object.entries(found).map(([chapter, { same, changed }]) => {
    const how = changed === 0 ? 'word for word' : same === 0 ? 'in other words' : `${changed} of them in other words`
    return `  found in ${chapter}: ${count(same + changed)}, ${how}, until somebody decides`
  })
  return unplaced === 0 ? lines : [...lines, `  found nowhere: ${count(unplaced)}, kept without a place until somebody decides`]
}

/** Quotes only on demand, and those of private notes never: what somebody marked for themselves is nobody's business. */
function lineOf({ kind, paragraph, before, after }: ForeseenPassage, withQuotes: boolean): string {
  const place = `  ${kind} ${paragraph ? `in ¶ ${paragraph}` : 'at the beginning'}`
  if (!withQuotes) return place
  if (before === null) return `${place}: a private note`
  return after === null ? `${place}: “${before}”` : `${place}: “${before}” would be “${after}”`
}
