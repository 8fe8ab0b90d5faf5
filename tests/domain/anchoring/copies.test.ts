import { expect, test } from 'vitest'
import { reanchor } from '#domain/anchoring/reanchor.ts'

const MORNING = 'The kettle had gone cold before anyone thought of the letter. It lay under the bread knife, unopened.'
const EVENING = 'By evening the wind had turned. Nobody spoke of the letter, and the lamp was carried from room to room.'
const STRANGER = 'Some quite different matter altogether: rents, fences, a quarrel over seven goats and their keeper.'
const COUNTED = 'A boy counted the sacks aloud and lost count at forty.'
const HARBOUR = `Down at the harbour two boats were loading salt. ${COUNTED} Then the tide came in and everybody went home to supper.`

test('a sentence that moved between its neighbours is not attached to a copy of it left behind', () => {
  const before = [MORNING, HARBOUR, EVENING, STRANGER].join('\n\n')
  const after = [`${MORNING} ${COUNTED}`, EVENING, STRANGER, HARBOUR].join('\n\n')
  const start = before.indexOf(COUNTED)
  const place = after.lastIndexOf(COUNTED)
  const [result] = reanchor(before, after, [{ start, end: start + COUNTED.length }])
  expect(result).toEqual({ kind: 'moved', start: place, end: place + COUNTED.length })
})
