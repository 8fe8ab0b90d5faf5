import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderMarkdown } from '#server/markdown/markdown.ts'
import { HOSTILE } from '#tests/fixtures/hostile.ts'

const TAG = /<[^>]*>/g
const ALLOWED =
  /^<\/?(p|br|strong|em|del|code|pre|blockquote|ul|ol|li|hr|table|thead|tbody|tr|th|td)(?: (?:dir="(?:auto|ltr|rtl)"|start="\d+"|align="\w+"))*>$/
const LINK = /^<a href="(https?:\/\/|mailto:)[^"<>]*" rel="nofollow noopener noreferrer">$/

/** Every tag in the page is one that we meant; text holds no bare "<" (the stringifier escapes each one). */
function expectSafe(html: string) {
  const unexpected = (html.match(TAG) ?? []).filter((tag) => !ALLOWED.test(tag) && !LINK.test(tag) && tag !== '</a>')
  expect(unexpected).toEqual([])
  expect(html.replace(TAG, '')).not.toMatch(/</)
  expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|(?!\n|\t)\p{Cc}/u)
  expect(html.isWellFormed()).toBe(true)
}

describe('hostile words', () => {
  for (const [name, body] of Object.entries(HOSTILE)) {
    // Markdown that would take minutes to parse runs into the test's own time limit.
    test(name, () => expectSafe(renderMarkdown(body)))
  }

  test('any mixture of syntax stays safe', () => {
    const pieces = [
      '<',
      '>',
      '"',
      '[',
      ']',
      '(',
      ')',
      '!',
      '*',
      '_',
      '`',
      '~~',
      '\n',
      '\n\n',
      '- ',
      '1. ',
      '> ',
      '# ',
      '|',
      '-',
      ' ',
      'a',
      'javascript:',
      'https://x.y/',
      'data:',
      '&#x3c;',
      '\\',
      'onclick=',
      '<img src=x>',
      '<a href=',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => expectSafe(renderMarkdown(parts.join('')))),
      { numRuns: 500 },
    )
  })
})

describe('what people write', () => {
  test('HTML is shown as typed, not lost', () => {
    expect(renderMarkdown('a <b>bold</b> claim')).toBe('<p dir="auto">a &#x3C;b>bold&#x3C;/b> claim</p>')
  })

  test('stress, quotations, lists, code', () => {
    expect(renderMarkdown('*yes* **no** ~~maybe~~ `x`')).toBe(
      '<p dir="auto"><em>yes</em> <strong>no</strong> <del>maybe</del> <code dir="auto">x</code></p>',
    )
    expect(renderMarkdown('> said')).toBe('<blockquote dir="ltr">\n<p dir="auto">said</p>\n</blockquote>')
    expect(renderMarkdown('- a\n- b')).toBe('<ul dir="ltr">\n<li dir="auto">a</li>\n<li dir="auto">b</li>\n</ul>')
    expect(renderMarkdown('3. a\n4. b')).toBe('<ol start="3" dir="ltr">\n<li dir="auto">a</li>\n<li dir="auto">b</li>\n</ol>')
  })

  test('a heading is a bold line', () => {
    expect(renderMarkdown('# Why *this* matters')).toBe('<p dir="auto"><strong>Why <em>this</em> matters</strong></p>')
  })

  test('a line break stays a line break', () => {
    expect(renderMarkdown('one\ntwo')).toBe('<p dir="auto">one<br>\ntwo</p>')
    expect(renderMarkdown('*one*\ntwo')).toBe('<p dir="auto"><em>one</em><br>\ntwo</p>')
  })

  test('an indented line is not code, a box is not ticked, a footnote stays text', () => {
    expect(renderMarkdown('    indented *so*')).toBe('<p dir="auto">indented <em>so</em></p>')
    expect(renderMarkdown('- [x] done')).toBe('<ul dir="ltr">\n<li dir="auto">[x] done</li>\n</ul>')
    expect(renderMarkdown('see [^1]\n\n[^1]: there')).toBe('<p dir="auto">see [^1]</p>\n<p dir="auto">[^1]: there</p>')
  })

  test('addresses become links that tell nobody anything', () => {
    const rel = 'rel="nofollow noopener noreferrer"'
    expect(renderMarkdown('https://example.org/a?b=1&c=2')).toBe(
      `<p dir="auto"><a href="https://example.org/a?b=1&#x26;c=2" ${rel}>https://example.org/a?b=1&#x26;c=2</a></p>`,
    )
    expect(renderMarkdown('[here](mailto:a@example.org)')).toBe(`<p dir="auto"><a href="mailto:a@example.org" ${rel}>here</a></p>`)
    expect(renderMarkdown('[here](javascript:alert(1)) and [there](/x)')).toBe('<p dir="auto">here and there</p>')
  })

  test('a bare address ends before the signs of every script', () => {
    const link = (address: string) => `<a href="${address}" rel="nofollow noopener noreferrer">${address}</a>`
    const a = 'https://example.org/a'
    for (const sign of ['。', '，然后', '）', '」を見て', '；', '？', '”', '»', '؟ نعم', '، ثم', '।', '…', '<b>']) {
      expect(renderMarkdown(`${a}${sign}`)).toBe(`<p dir="auto">${link(a)}${sign.replace('<', '&#x3C;')}</p>`)
    }
    expect(renderMarkdown(`看${a}。${a}b，好`)).toContain(`${link(a)}。${link(`${a}b`)}，好`)
    expect(renderMarkdown('www.example.org。好')).toContain('>www.example.org</a>。好')
    // Letters of any script belong to it, and so does what was marked as the whole.
    expect(renderMarkdown(`${a}/書`)).toContain(`>${a}/書</a>`)
    expect(renderMarkdown(`<${a}。b>`)).toContain(`>${a}。b</a>`)
    expect(renderMarkdown(`[${a}。b](${a})`)).toContain(`>${a}。b</a>`)
  })

  test('stress ends in the punctuation of Chinese and Japanese without a space behind it', () => {
    expect(renderMarkdown('**重点。**后面')).toBe('<p dir="auto"><strong>重点。</strong>后面</p>')
    expect(renderMarkdown('~~間違い。~~正しい')).toBe('<p dir="auto"><del>間違い。</del>正しい</p>')
    expect(renderMarkdown('这是*“引文”*的')).toBe('<p dir="auto">这是<em>“引文”</em>的</p>')
  })

  test('lists, cells, quotations and code stand in the direction of their own words', () => {
    expect(renderMarkdown('- שלום\n- one')).toBe('<ul dir="rtl">\n<li dir="auto">שלום</li>\n<li dir="auto">one</li>\n</ul>')
    expect(renderMarkdown('> مرحبا')).toBe('<blockquote dir="rtl">\n<p dir="auto">مرحبا</p>\n</blockquote>')
    const table = renderMarkdown('| שם | a |\n|---|---|\n| 1 | שלום |')
    expect(table).toMatch(/^<table dir="rtl">/)
    expect(table.match(/<t[hd] dir="auto">/g)).toHaveLength(4)
    expect(renderMarkdown('a `שלום`')).toContain('<code dir="auto">')
    expect(renderMarkdown('```\nשלום\n```')).toMatch(/^<pre dir="auto"><code>/)
  })

  test('the number of a paragraph leads to it, in plain words too, but not within links and code', () => {
    expect(renderMarkdown('See ¶ 6, ¶12a and **¶\u00a012.1**.')).toBe(
      '<p dir="auto">See <a href="#p6">¶ 6</a>, <a href="#p12a">¶12a</a> and <strong><a href="#p12.1">¶\u00a012.1</a></strong>.</p>',
    )
    expect(renderMarkdown('¶ 6. Then ¶ and ¶ six, ¶ 6th')).toBe('<p dir="auto"><a href="#p6">¶ 6</a>. Then ¶ and ¶ six, ¶ 6th</p>')
    expect(renderMarkdown('So ¶ 6 “the \\*Moon\\* …”, “yes”.')).toBe(
      '<p dir="auto">So <a href="#p6" class="chip">¶ 6 “the *Moon* …”</a>, “yes”.</p>',
    )
    expect(renderMarkdown('`¶ 6` [¶ 6](https://a.example)')).not.toContain('#p6')
  })

  test('a picture becomes a link, also inside a link', () => {
    const link = '<a href="https://example.org/a.png" rel="nofollow noopener noreferrer">a map</a>'
    expect(renderMarkdown('![a map](https://example.org/a.png)')).toBe(`<p dir="auto">${link}</p>`)
    expect(renderMarkdown('[![a map](https://evil.example/b.png)](https://example.org/a.png)')).toBe(`<p dir="auto">${link}</p>`)
  })

  test('marks of real scripts are kept, piles of them cut', () => {
    expect(renderMarkdown('שָׁלוֹם ไม้ naïve')).toBe('<p dir="auto">שָׁלוֹם ไม้ naïve</p>')
    expect(renderMarkdown(`a${'\u0301'.repeat(99)}b`)).toBe(`<p dir="auto">a${'\u0301'.repeat(8)}b</p>`)
  })

  test('words too tangled to parse are shown whole, as typed', () => {
    const body = `${'*a '.repeat(400)}\n\nend <b>`
    const html = renderMarkdown(body)
    expect(html).not.toContain('<em>')
    expect(html).toContain('*a *a *a')
    expect(html).toContain('<p dir="auto">end &#x3C;b></p>')
  })

  test('the short way for plain words gives what the parser gives', () => {
    const words = fc.constantFrom(
      'word',
      ' ',
      '  ',
      '\n',
      '\n\n',
      '\n \n',
      '“',
      'é',
      '.',
      ',',
      '?',
      '!',
      '’',
      '\t',
      '(',
      ')',
      ';',
      '5',
      "'",
      '"',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 30 }), (parts) => {
        const body = parts.join('')
        // A rule after the words forces the whole parser.
        expect([...[renderMarkdown(body)].filter(Boolean), '<hr>'].join('\n')).toBe(renderMarkdown(`${body}\n\n***`))
      }),
      { numRuns: 500 },
    )
  })

  test('the shorter way for common Markdown gives what the longer one gives', () => {
    const syntax = [
      'word',
      ' ',
      '\n',
      '\n\n',
      '*',
      '**',
      '_',
      '`',
      '[',
      '](x)',
      '](https://a.example)',
      '- ',
      '> ',
      '# ',
      '1. ',
      '\\',
      '<b>',
    ]
    const extended = ['~~', '|', '|-|', '\n-:', '@', 'www.a.example', 'http', '://', '[^1]', '&amp;', '[ ] ', '+ ', '===', '***']
    const parts = fc.array(fc.constantFrom(...syntax, ...syntax, ...extended), { maxLength: 24 })
    fc.assert(
      fc.property(parts, (words) => {
        expect(renderMarkdown(words.join(''))).toBe(renderMarkdown(words.join(''), 'extended'))
      }),
      { numRuns: 1_000 },
    )
  })
})
