import { expect, test } from 'vitest'
import { around, before, type Change, link, passageName, type Selected } from '#components/writing/mark-words.ts'

/** A field with what is selected between | and |. */
function fieldOf(shown: string): Selected {
  const selectionStart = shown.indexOf('|')
  const selectionEnd = shown.lastIndexOf('|') - (shown.lastIndexOf('|') > selectionStart ? 1 : 0)
  return { value: shown.replaceAll('|', ''), selectionStart, selectionEnd }
}
/** What the field shows after a change. */
function after({ value }: Selected, { start, end, words, select: [from, to] }: Change): string {
  const selected =
    from === to ? `${words.slice(0, from)}|${words.slice(to)}` : `${words.slice(0, from)}|${words.slice(from, to)}|${words.slice(to)}`
  return value.slice(0, start) + selected + value.slice(end)
}
const made = (shown: string, change: (field: Selected) => Change) => after(fieldOf(shown), change(fieldOf(shown)))

test('a sign is put around words, without the spaces beside them, and taken away again', () => {
  const bold = (field: Selected) => around('**', field)
  expect(made('So |it| is', bold)).toBe('So **|it|** is')
  expect(made('So **|it|** is', bold)).toBe('So |it| is')
  expect(made('So| it |is', bold)).toBe('So **|it|** is')
  expect(made('|', bold)).toBe('**|**')
  const italic = (field: Selected) => around('*', field)
  expect(made('**|it|**', italic)).toBe('***|it|***')
  expect(made('***|it|***', italic)).toBe('**|it|**')
  expect(made('***|it|***', bold)).toBe('*|it|*')
})

test('a sign is put before each line that is touched, and taken away where all have it', () => {
  const quote = (field: Selected) => before('> ', field)
  expect(made('One\nT|wo\nTh|ree\nFour', quote)).toBe('One\n|> Two\n> Three|\nFour')
  expect(made('One\n|> Two\n> Three|\nFour', quote)).toBe('One\n|Two\nThree|\nFour')
  expect(made('O|ne', quote)).toBe('> One|')
})

test('a link asks for its address, and an address for its words', () => {
  expect(made('See |there|.', link)).toBe('See [there](|https://|).')
  expect(made('|https://example.org/a|', link)).toBe('[|](https://example.org/a)')
})

test('the name of a passage reads as just its words', () => {
  expect(passageName('¶ 12', 'so *it* “begins” …')).toBe('¶ 12 “so \\*it\\* ’begins’ …”')
  expect(passageName('', 'before the first')).toBe('“before the first”')
})
