import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMarkdown } from '#server/content/parse-markdown.ts'
import { readPlainBlock } from '#server/content/plain-block.ts'
import { parsedWhole, shape } from '#tests/server/content/markdown-shape.ts'

/** Lists, quotations and headings by themselves, beside each other and beside what may belong to them. */
const whole = fc.constantFrom(
  ...['- one', '- one\n- *two*', '* one\n* two[^1]', '* *one*', '1. one\n2. two', '7) one\n9) `two`', '- one\n* two', '1. one\n2) two'],
  ...[
    '- one\n  more',
    '- one\n\n  more',
    '-',
    '- ',
    '-  two',
    '- - one',
    '- [ ] to do',
    '- [a](b) so',
    '1.',
    '2. one\nlazily',
    '1234567890. one',
  ],
  ...[
    '> said',
    '> said\n> *so*',
    '> said\n>\n> again',
    '>said',
    '> said\n>',
    '> - one',
    '>\n> said',
    '> said\nlazily',
    '> > said',
    '>  said',
  ],
  ...[
    '## Head',
    '# *Head*',
    '####### Head',
    '## Head #',
    '##',
    '##  Head',
    '## Head\nwords',
    '## 1. Head',
    '## [a](b)',
    '## Head\\',
    '## C#',
  ],
  ...[
    'Words.',
    'Words\\\nmore',
    'C:\\new',
    '    code',
    ' indented',
    '***',
    '* * *',
    '- - -',
    '[^1]: - one',
    '[^1]: # Head',
    '[^1]: words',
    '    more',
  ],
  ...[
    '[a](https://example.org/a_b) and',
    '[a *b*](c)',
    '[a]()',
    '[a](b "c")',
    '![a](b)',
    '!\\[a](b)',
    '[^1](b)',
    '[www.a.org](b)',
    '**[a](b)**',
    '[[a](b)](c)',
  ],
  ...[
    '[a]: /b',
    '[a](b)\n[c](d): e',
    'a@ b, @c, x://y',
    'file:///etc',
    'http://a.b',
    'a@b.c',
    '\n',
    '',
    '',
    '\nWords.',
    '\n\n    code',
    '_so_ and __so__',
    '_a *b*_',
    '“_so_”, a_b_ _c',
    '_ a_',
    '*a_',
    '__a_',
    '___',
    '_a_\n_b_',
  ],
)

test('lists, quotations, headings and links are read as a parser of the whole reads them', () => {
  let lists = 0
  fc.assert(
    fc.property(fc.array(whole, { maxLength: 7 }), (blocks) => {
      const markdown = blocks.join('\n\n')
      expect(shape(parseMarkdown(markdown))).toEqual(parsedWhole(markdown))
      if (blocks.some((block, at) => readPlainBlock(block, 1, [blocks[at - 1], blocks[at + 1]])?.node.type === 'list')) lists++
    }),
    { numRuns: 1200, seed: 16 },
  )
  // The short way was gone.
  expect(lists).toBeGreaterThan(100)
})
