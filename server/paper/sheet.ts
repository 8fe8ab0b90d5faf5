import 'server-only'
import { directionOf } from '#domain/language.ts'
import type { Sheet } from '#domain/paper.ts'
import { literal } from '#server/paper/typst.ts'

/** Page size, outer margins and size of the letters. The number of a paragraph stands in the margin. */
const PAGES: Record<Sheet, string> = {
  booklet: 'paper: "a5", margin: (x: 17mm, top: 15mm, bottom: 17mm)',
  a4: 'paper: "a4", margin: (x: 32mm, top: 24mm, bottom: 26mm)',
  letter: 'paper: "us-letter", margin: (x: 34mm, top: 24mm, bottom: 26mm)',
}
const SIZE: Record<Sheet, string> = { booklet: '9.5pt', a4: '11pt', letter: '11pt' }

/** Families in the order in which letters are looked for: Latin, Greek and Cyrillic; Hebrew; Arabic. */
const FAMILIES = '("Literata", "Libertinus Serif", "Noto Naskh Arabic")'

/**
 * What stands before a document: its pages, its letters, and the words that its markup calls.
 * @param language of the text, a language tag: it decides how words are divided, and which way they run
 * @param foot stands beside the number of the page
 */
export function preamble({ sheet, language, title, foot }: { sheet: Sheet; language: string; title: string; foot: string }): string {
  const [lang = 'en'] = language.toLowerCase().split('-')
  const direction = directionOf(language)
  const [side, other] = direction === 'rtl' ? ['right', 'left'] : ['left', 'right']
  return `#set document(title: ${literal(title)}, date: none)
#set page(${PAGES[sheet]}, footer: context [#set text(7.5pt, fill: luma(90)); #${literal(foot)}; #h(1fr) #counter(page).display()])
#set text(font: ${FAMILIES}, size: ${SIZE[sheet]}, lang: ${literal(lang.slice(0, 3))}, dir: ${direction}, hyphenate: true)
#set par(justify: true, leading: 0.62em, spacing: 1.1em)
#set list(indent: 0.6em)
#set enum(indent: 0.6em)
#set heading(numbering: none)
#set table(stroke: 0.4pt + luma(150))
#show heading: set text(hyphenate: false)
#show heading: set par(justify: false)
#show heading.where(level: 1): set text(1.5em)
#show heading: set block(above: 1.5em, below: 0.8em, sticky: true)
#let indent = state("indent", 0pt)
#let par-number(name) = context box(width: 0pt, height: 0pt, place(${side} + bottom, dx: ${direction === 'rtl' ? '' : '-'}(8mm + indent.get()), dy: 0.1em, box(width: 6.5mm, align(${other}, text(0.72em, fill: luma(90), name)))))
#let set-in(width, body) = { indent.update(width); body; indent.update(0pt) }
#show list: set-in.with(1.7em)
#show enum: set-in.with(1.9em)
#show quote: set-in.with(1em)
#let writing-lines(count) = block(width: 100%, above: 2.2em, stack(spacing: 7.6mm, ..range(count).map(_ => line(length: 100%, stroke: 0.4pt + luma(140)))))
`
}

/**
 * Two pages on each side of a sheet, in the order in which folded sheets are read.
 * @param direction of the text: what is read from right to left is folded on its right
 * @param file name under which the document with its A5 pages is known
 * @param pages how many it has
 */
export function imposed(file: string, pages: number, direction: 'ltr' | 'rtl'): string {
  const all = Math.ceil(pages / 4) * 4
  const half = (page: number) => (page <= pages ? `image(${literal(file)}, page: ${page}, width: 148.5mm, height: 210mm)` : 'none')
  const sides = Array.from({ length: all / 2 }, (_, side) => {
    const [low, high] = [side + 1, all - side]
    // On the front of a sheet the earlier page is the right-hand one; on its back it is the other way round.
    const [left, right] = (side % 2 === 0) === (direction === 'ltr') ? [high, low] : [low, high]
    return `#grid(columns: (148.5mm, 148.5mm), rows: 210mm, ${half(left)}, ${half(right)})`
  })
  return `#set page(width: 297mm, height: 210mm, margin: 0pt)\n${sides.join('\n#pagebreak(weak: true)\n')}\n`
}
