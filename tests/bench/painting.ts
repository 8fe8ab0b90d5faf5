import { chromium } from '@playwright/test'
import { runPeers, tellPeers } from '#tests/bench/common/peers.ts'
import { machine, median, quick, report, table, whole } from '#tests/bench/common/report.ts'
import { type Mark, makeChapter, makeMarks } from '#tests/bench/painting/chapter.ts'
import type { ContenderName } from '#tests/bench/painting/contenders.ts'
import { openPaintingPages, type PaintingPage, type Visit } from '#tests/bench/painting/page.ts'
import { chromiumOptions } from '#tests/support/chromium.ts'

/*
 * How long painting takes in a real Chromium: ours, the bare Highlight API (the limit), and a popular library, on the same
 * chapter and the same passages, in turn, each on a page of its own. `--quick` does fewer rounds. The library, and other ways of our own, are
 * run only with `--peers`, since they take most of the time; without it what the library did when it was last run is told.
 */

const SIZE = 83_000
/** How many passages are added one by one after the others. */
const ADDED = 5
/** Fewest and most words of a passage. */
const SENTENCES: [number, number] = [3, 15]
const SINGLE: [number, number] = [1, 1]

type Cell = { count: number; words: [number, number]; slowdown: number; contenders: ContenderName[]; rounds: number }
const PAIR: ContenderName[] = ['limit', 'ours']
const MAIN: ContenderName[] = [...PAIR, 'text-annotator']
const MORE: ContenderName[] = ['limit with static ranges', 'ours with <mark>']
const chosen = process.argv.find((argument) => argument.startsWith('--marks='))?.slice('--marks='.length)
const ROUNDS = quick ? 2 : 5
/** What takes little time needs more rounds for the same trust, and they are cheap. */
const MANY_ROUNDS = 3 * ROUNDS
const CELLS: Cell[] = [
  ...[100, 1_000, 5_000, 10_000].map((count) => ({
    count,
    words: SENTENCES,
    slowdown: 1,
    contenders: [...MAIN, ...MORE],
    rounds: count === 100 ? MANY_ROUNDS : ROUNDS,
  })),
  { count: 10_000, words: SINGLE, slowdown: 1, contenders: PAIR, rounds: ROUNDS },
  { count: 1_000, words: SENTENCES, slowdown: 6, contenders: MAIN, rounds: ROUNDS },
  // Not the library: one visit of it takes a quarter of an hour.
  { count: 10_000, words: SENTENCES, slowdown: 6, contenders: PAIR, rounds: ROUNDS },
]
const cells = CELLS.filter(({ count }) => !chosen || String(count) === chosen).map((cell) =>
  runPeers ? cell : { ...cell, contenders: PAIR },
)

type Row = {
  count: number
  words: string
  slowdown: number
  method: ContenderName
  ready: number
  painted: number
  longestFrame: number
  lateFrames: number
  droppedFrames: number
  memory: number
  addScript: number
  addPainted: number
  filter: number
  unfilter: number
  ranges: number
}

/** Rounds of one cell: every contender once a round, each round beginning with another one. */
async function run(pages: PaintingPage, text: string, { count, words, slowdown, contenders, rounds }: Cell): Promise<Row[]> {
  const marks = makeMarks(text, count, words)
  const more = visibleMarks(text)
  const visits = new Map<ContenderName, Visit[]>(contenders.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const name = contenders[(turn + round) % contenders.length] as ContenderName
      const began = performance.now()
      visits.get(name)?.push(await pages.visit({ name, marks, more, slowdown }))
      console.error(`${count} ×${words.join('–')} ÷${slowdown} ${name}: ${Math.round(performance.now() - began)} ms`)
    }
  }
  return contenders.map((method) => {
    const of = (read: (visit: Visit) => number) => median((visits.get(method) ?? []).map(read))
    return {
      count,
      words: words.join('–'),
      slowdown,
      method,
      ready: of(({ ready }) => ready),
      painted: of(({ show }) => show.painted),
      longestFrame: of(({ scroll }) => scroll.longest),
      lateFrames: of(({ scroll }) => scroll.late),
      droppedFrames: of(({ scroll }) => scroll.dropped),
      memory: of(({ memory }) => memory),
      addScript: of(({ add }) => median(add.map(({ script }) => script))),
      addPainted: of(({ add }) => median(add.map(({ painted }) => painted))),
      filter: of(({ filter }) => filter.painted),
      unfilter: of(({ unfilter }) => unfilter.painted),
      ranges: of(({ painted }) => painted),
    }
  })
}

/** Passages to add: near the beginning, so that the window shows them, and the reader's own, which are told apart even where many marked. */
function visibleMarks(text: string): Mark[] {
  return makeMarks(text.slice(0, 1_200), ADDED, [4, 8]).map((mark, at) => ({ ...mark, id: `added-${at}`, creator: 0 }))
}

/** Tells what was measured; after every cell too, since all of them take long. */
function tell(rows: Row[], say: (text: string) => void): void {
  const limits = new Map(rows.filter(({ method }) => method === 'limit').map((row) => [`${row.count} ${row.words} ${row.slowdown}`, row]))
  const cellsOf = (row: Row) => {
    const limit = limits.get(`${row.count} ${row.words} ${row.slowdown}`)
    const beside = (key: 'painted' | 'addPainted' | 'filter' | 'unfilter') =>
      `${whole(row[key])}${limit && limit !== row ? ` (×${(row[key] / limit[key]).toFixed(2)})` : ''}`
    return [
      `${row.count}${row.words === SINGLE.join('–') ? ' single words' : ''}${row.slowdown > 1 ? `, CPU ÷ ${row.slowdown}` : ''}`,
      row.method,
      whole(row.ready),
      beside('painted'),
      `${whole(row.longestFrame)} (${row.lateFrames}, ${row.droppedFrames})`,
      row.memory.toFixed(1),
      whole(row.addScript),
      beside('addPainted'),
      beside('filter'),
      beside('unfilter'),
      String(row.ranges),
    ]
  }
  const headings = [
    'marks',
    'method',
    'ready',
    'painted',
    'longest frame (late, dropped)',
    'MB',
    'add: script',
    'add: painted',
    'filter',
    'show all',
    'ranges',
  ]
  say(`\n${table(headings, rows.map(cellsOf))}`)
}

const chapter = makeChapter(SIZE)
const browser = await chromium.launch(await chromiumOptions())
const rows: Row[] = []
try {
  const pages = await openPaintingPages(browser, chapter)
  for (const cell of cells) {
    const measured = await run(pages, chapter.text, cell)
    tell(measured, console.error)
    rows.push(...measured)
  }
} finally {
  await browser.close()
}
console.log(`Chromium ${browser.version()}, ${machine()}; chapter of ${chapter.text.length} letters`)
console.log(
  'Milliseconds, medians; in brackets times the limit. Late: frames begun 20 ms or more after the one before, while scrolling; dropped: turns of the display without a frame.',
)
tell(rows, console.log)
if (!runPeers) tellPeers('painting')
report('painting', { chromium: browser.version(), rows })
