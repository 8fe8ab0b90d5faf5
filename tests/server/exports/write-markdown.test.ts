import fc from 'fast-check'
import type { Element, Root } from 'hast'
import rehypeParse from 'rehype-parse'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { describe, expect, test } from 'vitest'
import { plainHtml } from '#domain/plain-html.ts'
import { list, paragraph, ready, words } from '#server/exports/write-markdown.ts'
import { renderMarkdown } from '#server/markdown/markdown.ts'
import { markdownOf } from '#server/markdown/markdown-out.ts'
import { clean, plainMarkdown } from '#server/markdown/plain.ts'
import { writeBlocks } from '#server/markdown/write-blocks.ts'
import { HOSTILE } from '#tests/fixtures/hostile.ts'

const page = unified().use(rehypeParse, { fragment: true })
const out = unified().use(rehypeStringify)
const commonMark = unified().use(remarkParse).use(remarkRehype)
const withTables = unified().use(remarkParse).use(remarkGfm).use(remarkRehype)

/** A tree as HTML without what only the page adds, and without the white space that makes no difference. */
function bare(tree: Root): string {
  visit(tree, 'element', (node: Element) => {
    const { href, start, align } = node.properties
    node.properties = { ...(href !== undefined && { href }), ...(start !== undefined && { start }), ...(align !== undefined && { align }) }
  })
  visit(tree, 'text', (node, _index, parent) => {
    const inCode = parent?.type === 'element' && parent.tagName === 'code'
    if (inCode) return
    node.value = node.value.replace(/[ \t]*\n[ \t]*/g, '\n').replace(/[ \t]+/g, ' ')
  })
  return out
    .stringify(tree)
    .replace(/\n(?=<)|(?<=>)\n/g, '')
    .trim()
}

/** What the page shows of words. */
const shown = (body: string) => bare(page.parse(renderMarkdown(body)))

/** What another program shows of them, in the middle of a list of notes as an export has it. */
function shownElsewhere(body: string, reader: typeof commonMark | typeof withTables = withTables, write = markdownOf): string {
  const file = writeBlocks([list([[paragraph(words('Ada')), ...ready(write(body))], [paragraph(words('Ben'))]])])
  const tree = reader.runSync(reader.parse(file)) as Root
  const items: Element[] = []
  visit(tree, 'element', (node, _index, parent) => {
    if (node.tagName === 'li' && parent?.type === 'element' && tree.children.includes(parent)) items.push(node)
  })
  expect(items.length, file).toBe(2)
  const [item] = items
  const children = item?.children.filter(({ type }) => type !== 'text').slice(1) ?? []
  return bare({ type: 'root', children })
}

describe('words that leave the group show elsewhere what the page shows', () => {
  const EXAMPLES = {
    'lines stay lines': 'one\ntwo\n\nthree  \nfour',
    'tags stay words': 'a List<String> of <b>things</b>',
    'a definition stays': 'see [1]\n\n[1]: http://example.org',
    'a heading is a bold line': '# x\n\ny\n===',
    'a heading in a list': '- # a\n  b\n- c',
    'lists, quotations, code, rules': '1. a\n2. b\n   - c\n\n> d\n> e\n\n```js\nf\n```\n\n***\n\n`g`',
    'addresses and links':
      'https://example.org/a_b_c?d=1&e=2 <mailto:x@example.org> www.example.org。 [h](https://i.example "j") k@example.org',
    'pictures and forbidden links': '![a map](https://example.org/a.png) [here](javascript:alert(1)) [there](/x)',
    'indented lines, boxes, footnotes': '    a\n\n- [x] b\n\nc [^1]\n\n[^1]: d',
    'Chinese stress': '**重点。**后面',
    'signs alone': '\\ * _ ` ~ # + - = | > ! & &amp; &#42; [ ] ( ) 1. 1) $ %',
    'signs at the beginning': '\\- a\n\\+ b\n1\\. c\n\\# d\n\\> e\n--\n=== ',
  }
  for (const [name, body] of Object.entries(EXAMPLES)) {
    test(name, () => {
      expect(shownElsewhere(body)).toBe(shown(body))
      expect(shownElsewhere(body, commonMark)).toBe(shown(body))
    })
  }

  test('what is too much to be laid out leaves as just these words, whatever signs are in them', () => {
    for (const body of [...Object.values(EXAMPLES), ...Object.values(HOSTILE).filter(({ length }) => length < 1_000)]) {
      const plain = bare(page.parse(plainHtml(clean(body))))
      // Programs that make links of bare addresses do so with escaped ones too.
      const shown = shownElsewhere(body, withTables, (words) => plainMarkdown(clean(words))).replace(/<\/?a\b[^>]*>/g, '')
      expect(shown).toBe(plain)
    }
  })

  test('tables and crossed-out words, to readers that know them', () => {
    const body = '~~a~~ b\n\n| c | d |\n|:--|--:|\n| `e` | f\\|g |'
    expect(shownElsewhere(body)).toBe(shown(body))
  })

  test('any mixture of signs and words', () => {
    const pieces = [
      ...[
        'word',
        'Wort',
        '字',
        '。',
        ' ',
        ' ',
        '\n',
        '\n\n',
        '*',
        '**',
        '_',
        '__',
        '`',
        '```\n',
        '~~',
        '~',
        '[',
        ']',
        '](https://a.example)',
        '![',
        '(',
        ')',
      ],
      ...[
        '- ',
        '+ ',
        '* ',
        '> ',
        '# ',
        '1. ',
        '2) ',
        '  ',
        '    ',
        '\t',
        '\\',
        '<b>',
        '</b>',
        '<!--',
        '&amp;',
        '&',
        ':',
        '|',
        '|-|',
        '\n|-|-|\n',
        '---',
        '===',
        '***',
      ],
      ...[
        '@',
        'www.a.example',
        'https://b.example/c',
        'd@e.example',
        '[^1]',
        '[^1]: ',
        '[x] ',
        '[1]: http://f.example',
        '“',
        '"',
        "'",
        '!',
        '?',
        '.',
        '$',
        '=',
        'e\u0301',
        '😀',
      ],
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 16 }), (parts) => {
        const body = parts.join('')
        expect(shownElsewhere(body)).toBe(shown(body))
      }),
      { numRuns: 2_000 },
    )
  })

  for (const [name, body] of Object.entries(HOSTILE)) {
    // Words that would take minutes to write run into the test's own time limit.
    test(`hostile: ${name}`, () => expect(shownElsewhere(body)).toBe(shown(body)))
  }
})
