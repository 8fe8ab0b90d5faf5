import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AT_THE_SAME_TIME, mergeNotes, moveCaret } from '#client/notes-merge.ts'

const text = (...lines: string[]) => lines.join('\n')

test('changes in different places both come in', () => {
  const base = text('Present: six', 'Agreed: nothing', 'Next: Anna')
  const local = text('Present: seven', 'Agreed: nothing', 'Next: Anna')
  const remote = text('Present: six', 'Agreed: nothing', 'Next: Anna', 'Bring cake')
  expect(mergeNotes(base, local, remote)).toBe(text('Present: seven', 'Agreed: nothing', 'Next: Anna', 'Bring cake'))
})

test('different words for the same line both stay, plainly apart', () => {
  const merged = mergeNotes(text('a', 'We agreed', 'z'), text('a', 'We agreed on peace', 'z'), text('a', 'We agreed on bread', 'z'))
  expect(merged).toBe(text('a', 'We agreed on bread', AT_THE_SAME_TIME, 'We agreed on peace', 'z'))
})

test('two first lines in empty notes follow each other', () => {
  expect(mergeNotes('', 'mine', 'theirs')).toBe(text('theirs', 'mine'))
})

test('who types on while the other’s next line comes in reads no word twice', () => {
  expect(mergeNotes(text('a', 'Hel'), text('a', 'Hello there'), text('a', 'Hel', 'Other line'))).toBe(
    text('a', 'Hello there', 'Other line'),
  )
  expect(mergeNotes(text('a', 'Hel'), text('a', 'Hel', 'Other line'), text('a', 'Hello there'))).toBe(
    text('a', 'Hello there', 'Other line'),
  )
  expect(mergeNotes('Hel', 'Hello', text('Title', 'Hel'))).toBe(text('Title', 'Hello'))
})

test('typing on after a clash does not clash again', () => {
  const clash = text('We say bread', AT_THE_SAME_TIME, 'We say peace')
  expect(mergeNotes('We say bread', 'We say bread and roses', clash)).toBe(text('We say bread and roses', AT_THE_SAME_TIME, 'We say peace'))
})

test('a line taken out here and changed there stays changed; taken out and left alone goes', () => {
  expect(mergeNotes(text('a', 'b', 'c'), text('a', 'c'), text('a', 'b!', 'c'))).toBe(text('a', 'b!', 'c'))
  expect(mergeNotes(text('a', 'b', 'c'), text('a', 'c'), text('a', 'b', 'c', 'd'))).toBe(text('a', 'c', 'd'))
})

const someText = fc.array(fc.constantFrom('', 'a', 'b', 'c', 'd', 'e f', 'g'), { maxLength: 8 }).map((lines) => lines.join('\n'))

test('one who changed nothing gets the other’s text, and the same change is made once', () => {
  fc.assert(
    fc.property(someText, someText, (base, other) => {
      expect(mergeNotes(base, base, other)).toBe(other)
      expect(mergeNotes(base, other, base)).toBe(other)
      expect(mergeNotes(base, other, other)).toBe(other)
    }),
  )
})

test('no line that either side wrote is ever lost', () => {
  fc.assert(
    fc.property(someText, someText, someText, (base, local, remote) => {
      const lines = (of: string) => new Set(of.split('\n'))
      const merged = lines(mergeNotes(base, local, remote))
      for (const side of [local, remote]) for (const line of lines(side).difference(lines(base))) expect(merged).toContain(line)
      expect([...merged].filter((line) => ![base, local, remote].some((of) => lines(of).has(line)))).toEqual(
        merged.has(AT_THE_SAME_TIME) ? [AT_THE_SAME_TIME] : [],
      )
    }),
    { numRuns: 1000 },
  )
})

test('the caret stays at its words when others’ words come in', () => {
  const before = 'one two three'
  const at = (word: string, of: string) => of.indexOf(word)
  for (const after of ['zero one two three', 'one two three four', 'one and two three', 'on two three']) {
    expect(moveCaret(before, after, at('three', before))).toBe(at('three', after))
  }
  expect(moveCaret(before, 'one two three four', before.length)).toBe(before.length)
  expect(moveCaret(before, before, 5)).toBe(5)
})

test('the caret stays inside the text', () => {
  fc.assert(
    fc.property(someText, someText, fc.nat(), (before, after, number) => {
      const position = number % (before.length + 1)
      const moved = moveCaret(before, after, position)
      expect(moved).toBeGreaterThanOrEqual(0)
      expect(moved).toBeLessThanOrEqual(after.length)
    }),
  )
})

test('texts of very many lines come to an end, and nothing is lost', () => {
  const lines = (count: number, line: (at: number) => string) => Array.from({ length: count }, (_, at) => line(at))
  // As many lines as minutes can have, all alike: comparing each with each would take minutes.
  const empty = lines(100_000, () => '')
  const merged = mergeNotes(empty.join('\n'), ['mine', ...empty].join('\n'), [...empty, 'theirs'].join('\n'))
  expect([merged.includes('mine'), merged.includes('theirs')]).toEqual([true, true])
  const [base, other] = [lines(20_000, (at) => `b${at}`), lines(20_000, (at) => `o${at}`)]
  const torn = mergeNotes(base.join('\n'), other.join('\n'), other.toReversed().join('\n'))
  expect([torn.includes('o17'), torn.split('\n').length]).toEqual([true, 40_001])
})

test('in very long minutes small changes still come together line by line', () => {
  const base = Array.from({ length: 9_000 }, (_, at) => `line ${at}`)
  const local = base.with(4_000, 'mine')
  const remote = base.with(4_100, 'theirs')
  expect(mergeNotes(base.join('\n'), local.join('\n'), remote.join('\n'))).toBe(base.with(4_000, 'mine').with(4_100, 'theirs').join('\n'))
})
