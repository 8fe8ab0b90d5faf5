import { expect, test } from 'vitest'
import { findNamedPassage } from '#domain/anchoring/find-named-passage.ts'

const TEXT = 'The sea comes and goes twice a day.\nA wave is no tide.\nThe sea comes and goes twice a day, they say.'

test('words that people name are found, of several the ones in their paragraph', () => {
  const at = (name: string, start: number) => {
    const found = findNamedPassage(TEXT, name, start)
    return found && [found.start, TEXT.slice(found.start, found.end)]
  }
  expect(at('¶ 2 “A wave is no tide”', 36)).toEqual([36, 'A wave is no tide'])
  expect(at('¶ 3 “The sea comes and goes twice …”', 55)).toEqual([55, 'The sea comes and goes twice'])
  expect(at('¶ 1 “The sea comes and goes twice …”', 0)).toEqual([0, 'The sea comes and goes twice'])
  expect(at('¶ 1 “Nobody ever wrote these words in here”', 0)).toBeNull()
  expect(at('¶ 1', 0)).toBeNull()
})
