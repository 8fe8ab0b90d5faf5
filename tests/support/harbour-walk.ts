import { randomUUID } from 'node:crypto'
import { describe } from '#domain/anchoring/describe.ts'
import type { Reader } from './group-page.ts'
import { saveLetters } from './imported.ts'
import { letter } from './letters.ts'

/** The chapter that the tests of text changes edit, paragraph by paragraph. */
export const WALK = {
  start:
    'The walk begins at the old customs house, where the tide gauge still hangs beside the door. Ask the keeper to show you the brass wheel inside. It has turned with the water for more than a hundred years and has never once been replaced.',
  ropes:
    'Behind the house lies the rope walk, a shed so long that the far end is lost in the dark. Women twisted the yarn here in winter, walking backwards all day. They were paid by the fathom, and the clerk who measured was seldom generous.',
  mill: 'From the quay you can see the tide mill on its island. The pond behind it fills twice a day and empties through the wheel when the sea has gone out. The miller slept whenever the moon allowed it, and his children learned to do the same.',
  market:
    'Fish is sold under the arches on three mornings a week. Nobody shouts the prices. Buyers touch the brim of a hat or scratch an ear, and the auctioneer reads them all without ever turning his head or writing anything down.',
  light:
    'Go on along the mole to the lighthouse, but mind the wind. The lamp was lit with seal oil first, with paraffin later, and has needed nobody since the cable was laid. The spiral stair has one hundred and eleven steps, each a little worn.',
  end: 'The last boat home leaves from the steps below. If you miss it, the ferryman will row you over for the price of a story, which he will tell better than you did to the next person who comes too late.',
}

/** The next edition: a word changed, a paragraph gone, one moved to the end. */
const { start, ropes, market, light, end, mill } = WALK
export const EDITED = [start.replace('brass wheel', 'copper wheel'), ropes, light, end, market]
const FIRST_EDITION = [start, ropes, mill, market, light, end]

const NO_LETTERS = { '00-to-the-reader.md': null, '01-first.md': null, '02-second.md': null, '03-afterword.md': null }

/** Publishes the chapter with these paragraphs, as another process would. */
export async function publishWalk(guide: string, paragraphs: string[] = FIRST_EDITION): Promise<void> {
  const walk = letter('The harbour walk', 1, paragraphs.join('\n\n'))
  await saveLetters(guide, 'MEMBERS', { ...NO_LETTERS, '01-harbour-walk.md': walk })
}

/** Publishes an edition that has two chapters in place of the one, with a word changed. */
export async function publishSplitWalk(guide: string): Promise<void> {
  const quay = letter('Along the quay', 1, [start.replace('brass wheel', 'copper wheel'), ropes, mill].join('\n\n'))
  const mole = letter('Out on the mole', 2, [market, light, end].join('\n\n'))
  await saveLetters(guide, 'MEMBERS', { ...NO_LETTERS, '01-along-the-quay.md': quay, '02-out-on-the-mole.md': mole })
}

/** A group on a guide of its own, led by the first reader. @returns the path of its copy of the chapter */
export async function walkTogether(
  leader: Reader,
  others: Reader[],
): Promise<{ guide: string; groupPath: string; path: string; groupId: string }> {
  const guide = `walk-${randomUUID().slice(0, 8)}`
  await publishWalk(guide)
  const groupId = randomUUID()
  await leader.ask('POST', '/api/groups', { id: groupId, guide, name: 'Harbour circle' })
  const invitation = await leader.ask<{ code: string }>('POST', `/api/groups/${groupId}/invitations`, { id: randomUUID() })
  for (const reader of others) await reader.ask('POST', '/api/join', { code: invitation.code })
  return { guide, groupId, groupPath: `/groups/${groupId}`, path: `/groups/${groupId}/harbour-walk` }
}

/** Marks words of the first edition. */
export async function markWords(reader: Reader, groupId: string, words: string, body: string, visibility = 'GROUP'): Promise<void> {
  const text = FIRST_EDITION.join('\n')
  const at = text.indexOf(words)
  if (at === -1) throw new Error(`the walk does not say: ${words}`)
  const selectors = describe(text, { start: at, end: at + words.length })
  const note = { id: randomUUID(), chapter: 'harbour-walk', chapterRevision: 'first-edition', visibility, body }
  await reader.ask('POST', `/api/groups/${groupId}/annotations`, { ...note, ...selectors })
}
