/** The files of a small imported guide, with one of everything that such a guide may hold. Its companion is the guide to tides. */
const ABOUT = `---
title: "Letters from the harbour"
summary: "Two letters about the harbour and its tides."
work: { "title": "Letters from the harbour" }
licence: "in copyright"
companion: "tides"
---

Found in a library.
`

/** A chapter's file. `settings` are whole lines of YAML. */
export const letter = (title: string, number: number, body: string, settings = '') =>
  `---\ntitle: ${JSON.stringify(title)}\nnumber: ${number}\n${settings}---\n\n${body}\n`

const FRONT = letter('To the reader', 0, 'Nobody asked for these letters.', 'part: front\n')
const FIRST = letter(
  'The first letter',
  1,
  'I saw the sea come in.[^sea] It was early.\n\nAnd then a song:\n\nSlow goes the water,\\\nslow goes the day.[^song]\n\n' +
    '[^sea]: From the window.\n\n[^song]: Sung by **all**; see also [^sea].',
  'paragraphs: ["1", "1a", "3"]\n',
)
const SECOND = letter('The second letter', 2, 'The mill stood still.')
export const BACK = letter('Afterword', 3, 'He never wrote again.', 'part: back\n')

/** The guide's files, some of them changed, added or (null) left out. */
export function files(changes: Record<string, string | null> = {}): Map<string, string> {
  const all: Record<string, string | null> = {
    'guide.md': ABOUT,
    '00-to-the-reader.md': FRONT,
    '01-first.md': FIRST,
    '02-second.md': SECOND,
    '03-afterword.md': BACK,
    ...changes,
  }
  return new Map(Object.entries(all).flatMap(([name, body]) => (body === null ? [] : [[name, body] as const])))
}
