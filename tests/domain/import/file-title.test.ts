import { expect, test } from 'vitest'
import { titleOfFile } from '#domain/import/guide/file-title.ts'

test.each([
  ['long-river.md', 'Long river'],
  ['folder/long_river.txt', 'Long river'],
  ['C:\\texts\\Long-River.TXT', 'Long River'],
  ['the.long.river.epub', 'The long river'],
  ['The_Half-Made_World.txt', 'The Half-Made World'],
  ['jean-paul and the river.docx', 'Jean-paul and the river'],
  ['minutes-2024-05-12.md', 'Minutes 2024-05-12'],
  ['diary 1.2.md', 'Diary 1.2'],
  ['Mr. Smith', 'Mr. Smith'],
  ['iPhone-guide.html', 'iPhone guide'],
  ['война-и-мир.txt', 'Война и мир'],
  ['élan-vital.md', 'Élan vital'],
  ['ποταμός_μακρύς.md', 'Ποταμός μακρύς'],
  ['长河.txt', '长河'],
  ['長い-川.md', '長い 川'],
  ['한글-강.md'.normalize('NFD'), '한글 강'],
  ['النهر-الطويل.txt', 'النهر الطويل'],
  ['ვეფხისტყაოსანი.txt', 'ვეფხისტყაოსანი'],
  ['---.md', ''],
  ['', ''],
])('“%s” is called “%s”', (name, title) => {
  expect(titleOfFile(name)).toBe(title)
})

test('the first letter is a capital of the language', () => {
  expect(titleOfFile('ırmak.txt', 'tr')).toBe('Irmak')
  expect(titleOfFile('istanbul.txt', 'tr')).toBe('İstanbul')
})
