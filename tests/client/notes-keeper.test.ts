import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { OfflineError } from '#client/http.ts'
import { createNotesKeeper, type NotesDraft, type NotesKeeper } from '#client/notes-keeper.ts'
import type { Notes } from '#domain/meeting.ts'
import { Problem } from '#domain/problem.ts'

const open: NotesKeeper[] = []
afterEach(() => {
  for (const keeper of open.splice(0)) keeper.stop()
})

/** The far end of a keeper: notes with the version guard that the server has, on a line that can be cut. */
function makeTable(notes = '') {
  const table = { current: { notes, notesVersion: 1 } as Notes, offline: false, drafts: new Map<string, NotesDraft>() }
  async function save(change: Notes): Promise<Notes> {
    await null
    if (table.offline) throw new OfflineError()
    if (change.notes === table.current.notes) return table.current
    if (change.notesVersion !== table.current.notesVersion) throw new Problem('conflict', 'Stale.', { current: table.current })
    table.current = { notes: change.notes, notesVersion: change.notesVersion + 1 }
    return table.current
  }
  function sit(name: string): NotesKeeper {
    const keeper = createNotesKeeper(table.current, {
      save,
      findDraft: () => table.drafts.get(name) ?? null,
      keepDraft: (draft) => table.drafts.set(name, draft),
      removeDraft: (text) => {
        if (table.drafts.get(name)?.text === text) table.drafts.delete(name)
      },
    })
    keeper.start()
    open.push(keeper)
    return keeper
  }
  return { table, sit }
}

test('what is typed is saved and its draft removed', async () => {
  const { table, sit } = makeTable()
  const keeper = sit('Anna')
  keeper.edit('Hello')
  expect(keeper.snapshot().status).toBe('unsaved')
  expect(table.drafts.get('Anna')?.text).toBe('Hello')
  await keeper.flush()
  expect(keeper.snapshot()).toEqual({ text: 'Hello', status: 'saved', message: '' })
  expect(table.current.notes).toBe('Hello')
  expect(table.drafts.size).toBe(0)
})

test('taking back what was typed leaves no draft', () => {
  const { table, sit } = makeTable('Hello')
  const keeper = sit('Anna')
  keeper.edit('Hello!')
  keeper.edit('Hello')
  expect(keeper.snapshot().status).toBe('saved')
  expect(table.drafts.size).toBe(0)
})

test('others’ words come in at once where nothing is unsaved, and by merging where something is', async () => {
  const { table, sit } = makeTable('a')
  const [anna, ben] = [sit('Anna'), sit('Ben')]
  anna.edit('a\nAnna')
  await anna.flush()
  ben.receive(table.current)
  expect(ben.snapshot().text).toBe('a\nAnna')
  ben.edit('Ben\na\nAnna')
  anna.edit('a\nAnna\nmore')
  await anna.flush()
  ben.receive(table.current)
  expect(ben.snapshot().text).toBe('Ben\na\nAnna')
  await ben.flush()
  expect(table.current.notes).toBe('Ben\na\nAnna\nmore')
  expect(ben.snapshot()).toMatchObject({ text: 'Ben\na\nAnna\nmore', status: 'saved' })
})

test('typing into a text that is older than the one kept takes nothing back', async () => {
  const { table, sit } = makeTable('a')
  const [anna, ben] = [sit('Anna'), sit('Ben')]
  anna.edit('a\nAnna')
  await anna.flush()
  ben.receive(table.current)
  ben.edit('a Ben', 'a')
  await ben.flush()
  expect(table.current.notes).toBe('a Ben\nAnna')
})

test('what is typed while a save is on its way is saved after it', async () => {
  const { table, sit } = makeTable()
  const keeper = sit('Anna')
  keeper.edit('one')
  const first = keeper.flush()
  keeper.edit('one two')
  await first
  expect(table.current.notes).toBe('one')
  expect(keeper.snapshot()).toMatchObject({ text: 'one two', status: 'saving' })
  expect(table.drafts.get('Anna')).toEqual({ base: { notes: 'one', notesVersion: 2 }, text: 'one two' })
  await keeper.flush()
  expect(table.current.notes).toBe('one two')
})

test('without a connection the words stay here, and the next visit brings them', async () => {
  const { table, sit } = makeTable('a')
  const anna = sit('Anna')
  table.offline = true
  anna.edit('a\nAnna')
  await anna.flush()
  expect(anna.snapshot()).toMatchObject({ text: 'a\nAnna', status: 'unsaved', message: 'offline, will retry' })
  anna.stop()
  await anna.flush()
  table.offline = false
  const ben = sit('Ben')
  ben.edit('Ben\na')
  await ben.flush()
  const later = sit('Anna')
  expect(later.snapshot()).toMatchObject({ text: 'Ben\na\nAnna', status: 'unsaved' })
  await later.flush()
  expect(table.current.notes).toBe('Ben\na\nAnna')
  expect(table.drafts.size).toBe(0)
})

test('a refusal is said in the server’s words and the text stays', async () => {
  const { sit } = makeTable()
  const keeper = createNotesKeeper(
    { notes: '', notesVersion: 1 },
    {
      save: async () => {
        throw new Problem('too-large', 'The notes may be 100 kB at most.')
      },
      findDraft: () => null,
      keepDraft: () => {},
      removeDraft: () => {},
    },
  )
  open.push(keeper, sit('Anna'))
  keeper.edit('long')
  await keeper.flush()
  expect(keeper.snapshot()).toEqual({ text: 'long', status: 'unsaved', message: 'The notes may be 100 kB at most.' })
})

test('whoever types, saves or hears whenever: all end with the same text, and every word is in it', async () => {
  const people = 3
  const step = fc.record({
    who: fc.nat({ max: people - 1 }),
    what: fc.constantFrom('new line', 'same line', 'save', 'hear', 'cut', 'mend'),
    where: fc.nat(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { table, sit } = makeTable('first\nsecond')
      const keepers = Array.from({ length: people }, (_, index) => sit(String(index)))
      const words: string[] = []
      for (const [index, { who, what, where }] of steps.entries()) {
        const keeper = keepers[who] as NotesKeeper
        const lines = keeper.snapshot().text.split('\n')
        const line = where % lines.length
        if (what === 'new line' || what === 'same line') {
          words.push(`word${index}.`)
          if (what === 'new line') lines.splice(line, 0, `word${index}.`)
          else lines[line] += ` word${index}.`
          keeper.edit(lines.join('\n'))
        }
        if (what === 'save') await keeper.flush()
        if (what === 'hear') keeper.receive(table.current)
        if (what === 'cut' || what === 'mend') table.offline = what === 'cut'
      }
      table.offline = false
      for (const keeper of keepers) await keeper.flush()
      for (const keeper of keepers) {
        keeper.receive(table.current)
        expect(keeper.snapshot()).toMatchObject({ text: table.current.notes, status: 'saved' })
      }
      for (const word of words) expect(table.current.notes).toContain(word)
      expect(table.drafts.size).toBe(0)
      for (const keeper of open.splice(0)) keeper.stop()
    }),
    { numRuns: 300 },
  )
})
