import { describe, expect, test } from 'vitest'
import { fold, foldWithPlaces } from '#domain/search/fold.ts'
import { excerptOf, match, misspelt, termsOf, wordsOf } from '#domain/search/match.ts'

const look = (asked: string, text: string) =>
  excerptOf(
    text,
    termsOf(asked).map((typed) => ({ typed, meant: misspelt(typed, wordsOf(fold(text))) })),
  )
const hits = (asked: string, text: string) => look(asked, text).flatMap(({ text, hit }) => (hit ? [text] : []))
const scoreOf = (asked: string, text: string) =>
  match(
    fold(text),
    termsOf(asked).map((typed) => ({ typed, meant: [] })),
  )?.score ?? 0

describe('finding', () => {
  test.each([
    ['sorensen', 'Sørensen’s café', ['Sørensen']],
    ['CAFE', 'Sørensen’s café', ['café']],
    ['cafe\u0301', 'the CAFÉ', ['CAFÉ']],
    ['comittee', 'The Committee sat.', ['Committee']],
    ['革命', '这是一场革命的开始', ['革命']],
    ['الثورة', 'هذه هي الثَّوْرَة الأولى', ['الثَّوْرَة']],
    ['한국', '한국의 역사', ['한국']],
    ['ｆｕｌｌ', 'in full width', ['full']],
    ['𝒜 tide', '𝒜 tide rises', ['𝒜', 'tide']],
    ['war peace', 'Peace before war.', ['Peace', 'war']],
  ])('%s', (asked, text, expected) => {
    expect(hits(asked, text)).toEqual(expected)
  })

  test('all words must be there; a short one only as a word of its own', () => {
    expect(scoreOf('war peace', 'Peace at last.')).toBe(0)
    expect(scoreOf('a', 'Party')).toBe(0)
    expect(scoreOf('a', 'Half a party')).toBeGreaterThan(0)
  })

  test('a whole word is worth more than its beginning, and that more than its middle', () => {
    const [whole, start, middle] = [scoreOf('art', 'Of art.'), scoreOf('art', 'An artist.'), scoreOf('art', 'The party.')]
    expect(whole).toBeGreaterThan(start)
    expect(start).toBeGreaterThan(middle)
    expect(middle).toBeGreaterThan(0)
  })

  test('nothing is asked of signs alone', () => {
    expect(termsOf(' %_\\ … “” ')).toEqual([])
  })
})

describe('excerpts', () => {
  const long = `${'Before it all came to pass. '.repeat(30)}A needle lies here. ${'After that came nothing. '.repeat(30)}`

  test('show the words around, and where they were cut', () => {
    const shown = look('needle', long)
    const text = shown.map((part) => part.text).join('')
    expect(text).toMatch(/^… .*needle.* …$/s)
    expect(text.length).toBeLessThan(260)
  })

  test('places are those of the text, whatever was folded', () => {
    const text = 'ﬁﬀ Straße I\u0307 𝒜👩‍👩‍👧 end'
    const { folded, places } = foldWithPlaces(text)
    expect(places).toHaveLength(folded.length + 1)
    expect(folded).toContain('strasse')
    expect(text.slice(places[folded.indexOf('end')])).toBe('end')
    expect(places.every((place, at) => at === 0 || place >= (places[at - 1] ?? 0))).toBe(true)
  })
})
