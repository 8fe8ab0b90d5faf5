import fc from 'fast-check'
import type { Element, ElementContent } from 'hast'
import { expect, test } from 'vitest'
import { writeMarkdown } from '#domain/import/guide/write-markdown.ts'
import { numberBody, parseBody } from '#server/content/body.ts'
import { typesetterFor } from '#server/content/typeset.ts'
import { readPages } from '#server/import/formats/blocks.ts'
import { collapse, rawText } from '#server/import/formats/element.ts'

/** Words that Markdown could take for marks. Quotation marks, dots and dashes are left out: print has others, and the reader of guides puts them in. */
const words = fc
  .array(
    fc.constantFrom(
      'a',
      'b',
      'Z',
      'ß',
      ' ',
      ' ',
      '*',
      '**',
      '_',
      '`',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '#',
      '&',
      ';',
      '\\',
      '!',
      '~',
      '|',
      '+',
      '=',
      ':',
      '1',
      'b>',
      'amp;',
      '[^1]',
      '1)',
      '1. ',
    ),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(''))

const text = words.map((value): ElementContent => ({ type: 'text', value }))
const inline: fc.Arbitrary<ElementContent> = fc.letrec<{ node: ElementContent }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    text,
    fc
      .record({
        tagName: fc.constantFrom('em', 'strong', 'i', 'b', 'span', 'a', 'u', 'cite'),
        children: fc.array(tie('node'), { maxLength: 3 }),
      })
      .map(
        ({ tagName, children }): Element => ({
          type: 'element',
          tagName,
          properties: tagName === 'a' ? { href: 'https://example.org/a(b)_c' } : {},
          children,
        }),
      ),
  ),
})).node

const NO_REPORT = (_line: number, sentence: string) => {
  throw new Error(sentence)
}

/** What people read of a paragraph once it has become Markdown and a guide has been made of that. */
function shown(children: ElementContent[]): { shown: string; markdown: string } {
  const paragraph: Element = { type: 'element', tagName: 'p', properties: {}, children }
  const { blocks } = readPages([{ tree: { type: 'root', children: [paragraph] } }])
  const markdown = writeMarkdown(blocks as Parameters<typeof writeMarkdown>[0], new Map())
  return { shown: numberBody(parseBody(markdown, 1, typesetterFor('en'), NO_REPORT)).text.trim(), markdown }
}

test('what people read is what the file said, whatever Markdown makes of such marks', () => {
  fc.assert(
    fc.property(fc.array(inline, { minLength: 1, maxLength: 4 }), (children) => {
      const said = collapse(children.map(rawText).join('')).trim()
      fc.pre(/[\p{L}\p{N}]/u.test(said) && !said.includes('``'))
      const { shown: read, markdown } = shown(children)
      expect(read, markdown).toBe(said)
    }),
    { numRuns: 800 },
  )
})

test.each([
  '# no heading',
  '- no list',
  '+ no list',
  '1. no list',
  '1986. A great year',
  '> no quotation',
  '=== no line',
  '[x]: no definition',
  '| no | table |',
  '<b>no tag</b>',
  '&amp; no ampersand',
  '[^9] no note',
  '~~~ no code',
  'https://example.org/a_b_c stays',
  '<td>[a ferry](https://example.org)</td>',
])('%s', (said) => {
  expect(shown([{ type: 'text', value: said }]).shown).toBe(said)
})
