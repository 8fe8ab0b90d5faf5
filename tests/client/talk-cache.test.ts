import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byTime, compareText, keepKnown, type TalkNoun, withChange } from '#client/talk-cache.ts'

type Row = { id: string; version: number; createdAt: string; words: string }
const ROWS: TalkNoun<Row> = { segment: 'rows', key: (...parts) => parts, compare: byTime }

const row = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  version: fc.integer({ min: 1, max: 3 }),
  createdAt: fc.constantFrom('2026-01-01', '2026-01-02'),
  words: fc.string(),
})

test('whatever comes in whatever order, a list stays in order, without doubles, and shows the newest version', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), (changes) => {
      let list: Row[] = []
      for (const change of changes) list = withChange(ROWS, list, change.id, change)
      expect(list).toEqual(list.toSorted(byTime))
      const ids = [...new Set(changes.map(({ id }) => id))]
      expect(list.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
      for (const { id, version } of list) {
        expect(version).toBe(Math.max(...changes.filter((change) => change.id === id).map((change) => change.version)))
      }
    }),
  )
})

test('what goes is taken out, and an unknown one changes nothing', () => {
  const one = { id: 'a', version: 1, createdAt: '2026-01-01', words: 'One.' }
  const list = withChange(ROWS, [], 'a', one)
  expect(withChange(ROWS, list, 'b', null)).toBe(list)
  expect(withChange(ROWS, list, 'a', null)).toEqual([])
})

test('text is ordered as the database orders it', () => {
  expect(['b', 'a', 'B', 'é', 'z'].toSorted(compareText)).toEqual(['B', 'a', 'b', 'z', 'é'])
})

test('what is as it was is the very same object, wherever items come, go or change', () => {
  const rowsOf = (versions: readonly (number | null)[]) =>
    versions.flatMap((version, at) => (version === null ? [] : [{ id: `row ${at}`, version, createdAt: '2026-01-01', words: '' }]))
  const versions = fc.array(fc.constantFrom(1, 1, 1, 2, null), { minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(versions, versions, fc.boolean(), (before, after, copied) => {
      const known = rowsOf(before)
      const same = (row: Row) => known.find(({ id, version }) => id === row.id && version === row.version)
      const list = rowsOf(after).map((row) => (copied ? row : (same(row) ?? row)))
      const kept = keepKnown(known, list)
      expect(kept).toEqual(list)
      for (const row of kept) if (same(row)) expect(row).toBe(same(row))
      expect(kept === known).toBe(JSON.stringify(before) === JSON.stringify(after))
    }),
  )
})

test('what is as it was is the very same object, whatever came in between', () => {
  const rows = ['a', 'b', 'c'].map((id) => ({ id, version: 1, createdAt: '2026-01-01', words: id }))
  const [a, b, c] = rows
  expect(keepKnown(undefined, rows)).toBe(rows)
  expect(keepKnown(rows, structuredClone(rows))).toBe(rows)
  const between = { id: 'between', version: 1, createdAt: '2026-01-01', words: 'New.' }
  const kept = keepKnown(rows, structuredClone([rows[0], between, rows[1], rows[2]]) as Row[])
  expect([kept[0] === a, kept[2] === b, kept[3] === c]).toEqual([true, true, true])
  const changed = keepKnown(rows, structuredClone(rows).with(1, { ...rows[1], words: 'Other.' } as Row))
  expect([changed[0] === a, changed[1] === b, changed[2] === c]).toEqual([true, false, true])
  expect(changed[1]?.words).toBe('Other.')
})
