import { describe, expect, it } from 'vitest'
import { type Caret, type CaretText, type Move, moveCaret, unitAt } from '#client/selection/caret.ts'

/** Each line is a block; a "|" in a line becomes a line break inside of it. */
function pageOf(lines: string, language = 'en'): CaretText {
  const blocks: { start: number; end: number }[] = []
  let at = 0
  for (const line of lines.split('\n')) {
    blocks.push({ start: at, end: at + line.length })
    at += line.length + 1
  }
  return { text: lines.replace(/\|/g, '\n'), blocks: blocks.filter(({ start, end }) => start < end), language }
}

const PAGE = pageOf('One sentence, told|in words. Another “follows”!\n\nA new paragraph begins.')

function after(page: CaretText, moves: Partial<Move>[], from = 0): Caret {
  return moves.reduce<Caret>((caret, move) => moveCaret(page, caret, { over: 'word', forward: true, extend: false, ...move }), {
    anchor: from,
    focus: from,
  })
}

/** What lies between both ends; where nothing does, "^" and the text behind the caret. */
function shown(page: CaretText, { anchor, focus }: Caret): string {
  if (anchor === focus) return `^${page.text.slice(focus, focus + 9)}`
  return page.text.slice(Math.min(anchor, focus), Math.max(anchor, focus))
}

const walk = (...moves: Partial<Move>[]) => shown(PAGE, after(PAGE, moves))

describe('a caret in the text', () => {
  it('stands before the next word, past punctuation and line breaks', () => {
    expect(walk({})).toBe('^sentence,')
    expect(walk({}, {}, {})).toBe('^in words.')
  })

  it('goes back to the beginning of the word, then to the word before', () => {
    expect(shown(PAGE, after(PAGE, [{ forward: false }], 8))).toBe('^sentence,')
    expect(shown(PAGE, after(PAGE, [{ forward: false }, { forward: false }], 8))).toBe('^One sente')
  })

  it('goes by sentence, which a line break does not end', () => {
    expect(walk({ over: 'sentence' })).toBe('^Another “')
    expect(walk({ over: 'sentence' }, { over: 'sentence' })).toBe('^A new par')
    expect(walk({ over: 'sentence' }, { over: 'sentence' }, { over: 'sentence', forward: false })).toBe('^Another “')
  })

  it('goes by paragraph, first to the beginning of its own', () => {
    expect(walk({ over: 'paragraph' })).toBe('^A new par')
    expect(shown(PAGE, after(PAGE, [{ over: 'paragraph', forward: false }], 20))).toBe('^One sente')
  })

  it('goes to both ends of the paragraph and of the text', () => {
    expect(after(PAGE, [{ over: 'edge of paragraph' }], 5).focus).toBe(PAGE.blocks[0]?.end)
    expect(after(PAGE, [{ over: 'edge of paragraph', forward: false }], 20).focus).toBe(0)
    expect(after(PAGE, [{ over: 'edge of text' }], 5).focus).toBe(PAGE.text.length)
    expect(after(PAGE, [{ over: 'edge of text', forward: false }], 20).focus).toBe(0)
  })

  it('stays where the text ends', () => {
    const many = Array.from({ length: 40 }, () => ({}))
    expect(after(PAGE, many).focus).toBe(PAGE.text.length)
    expect(after(PAGE, [{ forward: false }, { over: 'paragraph', forward: false }]).focus).toBe(0)
    expect(after(pageOf(''), [{}, { over: 'edge of text' }, { over: 'edge of paragraph', forward: false }])).toEqual({
      anchor: 0,
      focus: 0,
    })
  })
})

describe('selecting from the caret', () => {
  const on = { extend: true }
  const back = { extend: true, forward: false }

  it('takes in whole words without the space behind them, and gives them up again', () => {
    expect(walk(on)).toBe('One')
    expect(walk(on, on, on)).toBe('One sentence, told')
    expect(walk(on, on, on, back).trim()).toBe('One sentence,')
  })

  it('takes in words before the caret, and crosses it', () => {
    expect(walk({}, {}, back)).toBe('sentence, ')
    expect(walk({}, {}, back, on, on)).toBe('told')
  })

  it('takes in the rest of a sentence, then the next, then the paragraph', () => {
    expect(walk({}, { ...on, over: 'sentence' })).toBe('sentence, told\nin words.')
    expect(walk({}, { ...on, over: 'sentence' }, { ...on, over: 'sentence' })).toBe('sentence, told\nin words. Another “follows”!')
    expect(walk({ ...on, over: 'paragraph' })).toBe('One sentence, told\nin words. Another “follows”!')
  })

  it('is given up by a move without it, which begins at the end it goes towards', () => {
    expect(walk(on, on, {})).toBe('^told\nin w')
    expect(walk({}, on, on, { forward: false })).toBe('^One sente')
  })
})

describe('scripts of other kinds', () => {
  it('finds words where no spaces are', () => {
    const page = pageOf('我们一起读书。他们也读。', 'zh')
    expect(shown(page, after(page, [{ extend: true }]))).toBe('我们')
    expect(shown(page, after(page, [{ over: 'sentence' }]))).toBe('^他们也读。')
    const thai = pageOf('ฉันอ่านหนังสือ', 'th')
    expect(shown(thai, after(thai, [{ extend: true }]))).toBe('ฉัน')
  })

  it('never stops inside a letter', () => {
    const page = pageOf('e\u0301👩‍👩‍👧x')
    const stops = [1, 2, 3].map((count) => after(page, Array(count).fill({ over: 'letter' })).focus)
    expect(stops).toEqual([2, 10, 11])
    expect(after(page, [{ over: 'letter', forward: false }], 10).focus).toBe(2)
  })

  it('does with a language that is none', () => {
    expect(shown(PAGE, after({ ...PAGE, language: 'not a language' }, [{}]))).toBe('^sentence,')
  })
})

describe('the unit at an offset', () => {
  const at = (offset: number, unit: 'word' | 'sentence' | 'paragraph') => {
    const found = unitAt(PAGE, offset, unit)
    return found && PAGE.text.slice(found.start, found.end)
  }

  it('is the one that begins there or lies around it, else the next', () => {
    expect(at(0, 'word')).toBe('One')
    expect(at(1, 'word')).toBe('One')
    expect(at(3, 'word')).toBe('sentence')
    expect(at(16, 'sentence')).toBe('One sentence, told\nin words.')
    expect(at(PAGE.blocks[0]?.end ?? 0, 'paragraph')).toBe('A new paragraph begins.')
    expect(at(PAGE.text.length, 'word')).toBeNull()
  })
})
