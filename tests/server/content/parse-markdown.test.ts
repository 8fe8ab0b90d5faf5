import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMarkdown } from '#server/content/parse-markdown.ts'
import { readPlainParagraph } from '#server/content/plain-paragraph.ts'
import { parsedWhole, shape } from '#tests/server/content/markdown-shape.ts'

const line = fc.constantFrom(
  ...[
    'The ferry goes over, at 5 o’clock: “Come!”',
    '— Non, dit-elle; jamais.',
    'Ça va? (Oui.)',
    'Он молчал -- и ушёл...',
    '渡し舟は来た。「さあ」',
    'Half-made and/or not',
    'End',
  ],
  ...[
    '- an item',
    '1. an item',
    '1917. A year',
    '> said',
    '## A heading',
    '---',
    '===',
    '| a | b |',
    '|---|---|',
    '    code',
    '  indented',
    'two  ',
    '+ more',
  ],
  ...[
    'It is *so*, or **so**',
    'a_b_ and `code`',
    'See [a link](https://example.org)',
    'www.example.org',
    'https://example.org/a',
    'nobody@example.org',
    'R&amp;D',
    'a\\*b',
    '\\*not\\* so, \\[said\\] \\&amp; she',
    'www\\.example.org, nobody\\@example.org',
    'One\\',
    'It is `so`, `` or ` so`',
    '`a_b` and ` *b* ` of `c',
    'ends here`, or',
    '1917 was = the [year] > it #',
    '12) No',
    '$5 | ^2 {a} + b]: c',
    '~~gone~~',
    'a [^1] note',
    '#',
    '',
  ],
  ...[
    '*He* said, “*come*”, and **(so)** —*she*—*went*.',
    '**Bold** and *a `b` c[^1]*',
    'snake_case and a__b_c',
    'Two \\',
    'thus\\\\',
    '*goes',
    'on*, *so* on',
    '**Он** *τε* 渡*し*舟「*so*」',
    'un*frigging*believable *a**b* **a*',
    '* not* so *, or *“so”* \\**it\\**',
    'x*“a”*y ***both*** 2 * 3*4',
    '![^1] and [^1](so) [^1]: x',
    '*www.a*b.org*',
    'a\\@b.c *d\\*',
    '`` x `` \\`a` b`',
    '*❤️* a*️b*',
  ],
)
const text = fc
  .array(fc.array(line, { minLength: 1, maxLength: 3 }), { maxLength: 8 })
  .map((blocks) => blocks.map((one) => one.join('\n')).join('\n\n'))

test('paragraphs are read as a parser of the whole reads them', () => {
  fc.assert(
    fc.property(text, (markdown) => {
      expect(shape(parseMarkdown(markdown))).toEqual(parsedWhole(markdown))
    }),
    { numRuns: 400, seed: 16 },
  )
})

/** Signs as they come, of which most say something only together. */
const sign = fc.constantFrom(
  ...['*', '**', '`', '_', '\\', '\\\\', '[a](b)', '\\*', '[^1]', ' ', '\n', 'a', 'é', 'б', '1', ...'し。“”(.)—-!~\uFE0F😀한<&{}#;/'],
  ...['a *b* c', ' *é* ', ' **so.** ', '“*б*”', 'a[^1] b', 'a `b` c', 'a < b', 'R & D', '{', ' ', 'a', 'b', ' c ', ', d'],
)
const signs = fc.array(sign, { minLength: 1, maxLength: 9 })

test('signs in any order are read as a parser of the whole reads them', () => {
  let emphasised = 0
  fc.assert(
    fc.property(signs, (some) => {
      const block = some.join('')
      const markdown = `${block}\n\n[^1]: ${block}\n\n${block}\n`
      const read = shape(parseMarkdown(markdown))
      expect(read).toEqual(parsedWhole(markdown))
      if (readPlainParagraph(block, 1)?.children.some(({ type }) => type === 'emphasis' || type === 'strong')) emphasised++
    }),
    { numRuns: 1500, seed: 16 },
  )
  // The short way was gone.
  expect(emphasised).toBeGreaterThan(100)
})

/** What goes on over empty lines: plain words in it are no paragraphs. */
const around = fc.constantFrom(
  ...['```', '````', '```rust', '``` a`b', '~~~', '~~~ `x`', '   ```', '- ```', '  ```', '    ```', '> ```', '``', 'a ```b``` c'],
  ...['<!-- said -->', '<!-- said', 'so -->', '<pre>', '</pre>', '<div>', '</div>', '<b>', '<?x', '?>', '`Vec<T>` is', '<!-->', '[a]: /b'],
  ...['[^1]: Not', '    [^2]', 'The ferry[^1] goes, see [a].', '\t```', '- one', '  and', '1. two', '***', 'Plain words.', 'More of them,'],
  ...[
    '```rust ignore,x',
    '``` rust  two words ',
    '``` &amp;',
    '```\n```',
    '```\n\n\n  a\n\tb\n```',
    '```js\na\n\n````',
    '``` ',
    '\tlet x;',
    '> - a',
  ],
)

test('code and markup around plain words are read as a parser of the whole reads them', () => {
  const wrapped = fc
    .array(fc.array(around, { minLength: 1, maxLength: 4 }), { maxLength: 8 })
    .map((blocks) => blocks.map((one) => one.join('\n')).join('\n\n'))
  fc.assert(
    fc.property(wrapped, (markdown) => {
      expect(shape(parseMarkdown(markdown))).toEqual(parsedWhole(markdown))
    }),
    { numRuns: 1000, seed: 16 },
  )
})

/** Notes as an import writes them, one that goes on below its line, and what is defined but no note. */
const definition = fc.constantFrom(
  '[^1]: Not in *winter*.',
  '[^Low]: See [^1] and [a link](https://example.org).',
  '[^2]: Half-made',
  '[^1]: Another',
  '[^3]: One\n    goes on',
  '    indented below',
  '[a]: https://example.org',
  'He said [^1]: no',
  '\\[^1]: no note',
)
const reference = fc.constantFrom(
  'The ferry[^1] goes.',
  '> said [^low]',
  '- an item [^2]\n- and [^9]',
  '`[^1]` and \\[^1]',
  '### Head[^3]',
  'See [a] there.',
)

test('notes are read as a parser of the whole reads them', () => {
  const noted = fc
    .tuple(
      fc.array(fc.oneof(text, reference), { maxLength: 6 }),
      fc.array(fc.oneof({ weight: 3, arbitrary: definition }, reference), { maxLength: 5 }),
    )
    .map(([blocks, below]) => [...blocks, ...below].filter((block) => block !== '').join('\n\n'))
  fc.assert(
    fc.property(noted, (markdown) => {
      expect(shape(parseMarkdown(markdown))).toEqual(parsedWhole(markdown))
    }),
    { numRuns: 600, seed: 16 },
  )
})

test('a definition further on is found from anywhere', () => {
  const root = parseMarkdown('The ferry[^1] goes over.\n\nIt comes back.\n\n[^1]: Not in winter.\n')
  expect(root.children.map(({ type }) => type)).toEqual(['paragraph', 'paragraph', 'footnoteDefinition'])
})
