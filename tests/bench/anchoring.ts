import { describe } from '#domain/anchoring/describe.ts'
import type { Passage } from '#domain/anchoring/passage.ts'
import { type Editions, makeEditions, truthOf } from '#tests/bench/anchoring/editions.ts'
import { findWords } from '#tests/bench/anchoring/edits.ts'
import { loadMethods } from '#tests/bench/anchoring/methods.ts'
import { exchangeWords, guideParagraphs, otherScripts, proseOfSize } from '#tests/bench/anchoring/prose.ts'
import { type Random, seeded } from '#tests/bench/anchoring/random.ts'
import { handRevisions } from '#tests/bench/anchoring/revisions.ts'
import { addTally, count, emptyTally, TALLY_HEADINGS, type Tally, tallyRow } from '#tests/bench/anchoring/tally.ts'
import { runPeers, tellPeers } from '#tests/bench/common/peers.ts'
import { machine, quick, report, table } from '#tests/bench/common/report.ts'

/*
 * How well and how fast passages are found again in a new edition, ours beside others, on the same inputs.
 * What truly became of each passage is known, since the editions are made here. Seeded: every run gives the same
 * inputs, and --seed=N others; with --quick there are fewer, with --cells=N only the first sizes, with --ours only `reanchor`. Other libraries are run only with --peers; without it what they did when they were last run is told. Slow methods stop at a time limit and are judged by the passages they
 * reached, which are the first of the same list.
 */

const BUDGET = quick ? 600 : 7000
const ours = process.argv.includes('--ours')
/** The number given with an argument, as in `--seed=1001`. */
const numberOf = (name: string) => Number(process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1] ?? Number.NaN)

// The largest first, while the process is young and has little to tidy up.
const CELLS = [
  { size: 1_000_000, passages: 10_000, editions: 3 },
  { size: 1_000_000, passages: 1000, editions: 3 },
  { size: 1_000_000, passages: 10, editions: 3 },
  { size: 100_000, passages: 10_000, editions: 6 },
  { size: 100_000, passages: 1000, editions: 24 },
  { size: 100_000, passages: 10, editions: 24 },
  { size: 10_000, passages: 10_000, editions: 6 },
  { size: 10_000, passages: 1000, editions: 60 },
  { size: 10_000, passages: 10, editions: 60 },
]

/** How many of the paragraphs are edited, edition by edition in turn. */
const TOUCHED = [0.1, 0.35, 0.7]

const QUOTES = [
  { words: '3–6 words', from: 3, to: 6 },
  { words: '7–15 words', from: 7, to: 15 },
  { words: '16–40 words', from: 16, to: 40 },
]

type Sample = { passage: Passage; words: string }

const loaded = await loadMethods(runPeers)
const { absent } = loaded
const methods = loaded.methods.filter(({ name }) => !ours || name === 'reanchor')
for (const sentence of absent) console.log(sentence)

/** One tally for each name, made when first asked for. */
class Tallies extends Map<string, Tally> {
  of(name: string): Tally {
    const tally = this.get(name) ?? emptyTally()
    this.set(name, tally)
    return tally
  }
}

const byMethod = new Tallies()
const byWords = new Tallies()
const byCell = new Tallies()
/** Milliseconds per passage, edition by edition: a plain sum would count most where a slow method got furthest. */
const rates = new Map<string, number[]>()
const repeated = new Tallies()
const byScript = new Tallies()
const byRevision = new Tallies()

const guide = guideParagraphs()
// What is inserted comes from other paragraphs than the text, or an insertion might be a true rewriting.
const own = guide.filter((_, index) => index % 3 !== 0)
const foreign = guide.filter((_, index) => index % 3 === 0)

let seed = numberOf('seed') || 1
const cells = CELLS.slice(0, numberOf('cells') || CELLS.length)
for (const cell of cells) {
  const editions = quick ? Math.ceil(cell.editions / 12) : cell.editions
  for (let edition = 0; edition < editions; edition++) {
    const random = seeded(seed++)
    const paragraphs = proseOfSize(random.shuffle(own), cell.size, random)
    const made = makeEditions(paragraphs, exchangeWords(foreign, random), TOUCHED[(edition + 1) % TOUCHED.length] ?? 0, random)
    const samples = sample(made.before, cell.passages, random)
    const taken = await measure(made, samples, BUDGET / editions, ({ method, words, stoodTwice }) =>
      stoodTwice ? [repeated.of(method)] : [byMethod.of(method), byWords.of(`${method}, ${words}`), byCell.of(cellName(method, cell))],
    )
    for (const [method, rate] of taken) rates.set(cellName(method, cell), [...(rates.get(cellName(method, cell)) ?? []), rate])
  }
}

for (const { script, paragraphs } of otherScripts()) {
  for (let edition = 0; edition < (quick ? 4 : 40); edition++) {
    const random = seeded(seed++)
    const shuffled = random.shuffle(paragraphs)
    const made = makeEditions(shuffled.slice(2), shuffled.slice(0, 2), TOUCHED[edition % TOUCHED.length] ?? 0, random)
    await measure(made, sample(made.before, 60, random), BUDGET / 40, ({ method }) => [byScript.of(`${method}, ${script}`)])
  }
}

for (const { name, before, after, passages } of handRevisions()) {
  const quotes = passages.map(({ passage }) => describe(before, passage))
  for (const method of methods) {
    const { found, milliseconds } = await method.run(before, after, quotes, BUDGET)
    const tally = byRevision.of(`${method.name}, ${name}`)
    tally.milliseconds += milliseconds
    passages.forEach(({ truth }, index) => {
      count(tally, truth, found[index] ?? null)
    })
  }
}

/**
 * Runs every method on one pair of editions and counts each finding in the tallies that `choose` names.
 * @returns milliseconds per passage, by method
 */
async function measure(
  made: Editions,
  samples: Sample[],
  budget: number,
  choose: (facts: { method: string; words: string; stoodTwice: boolean }) => Tally[],
): Promise<Map<string, number>> {
  const taken = new Map<string, number>()
  const truths = samples.map(({ passage }) => truthOf(made, passage))
  const quotes = samples.map(({ passage }) => describe(made.before, passage))
  for (const method of methods) {
    const { found, milliseconds } = await method.run(made.before, made.after, quotes, budget)
    taken.set(method.name, milliseconds / found.length)
    found.forEach((finding, index) => {
      const { passage, words } = samples[index] as Sample
      const stoodTwice = made.repeated.some((range) => passage.start < range.end && passage.end > range.start)
      for (const tally of choose({ method: method.name, words, stoodTwice })) {
        count(tally, truths[index] as (typeof truths)[number], finding)
        tally.milliseconds += milliseconds / found.length
      }
    })
  }
  return taken
}

/** Passages of the three lengths in turn, anywhere in a text, from the beginning of a word to the end of one. */
function sample(text: string, passages: number, random: Random): Sample[] {
  const words = findWords(text)
  return Array.from({ length: passages }, (_, index) => {
    const quote = QUOTES[index % QUOTES.length] as (typeof QUOTES)[number]
    const length = Math.min(words.length, random.whole(quote.from, quote.to))
    const first = random.whole(0, words.length - length)
    return { passage: { start: words[first]?.start ?? 0, end: words[first + length - 1]?.end ?? text.length }, words: quote.words }
  })
}

function cellName(method: string, cell: { size: number; passages: number }): string {
  return `${method}, ${cell.size / 1000} kB, ${cell.passages} passages`
}

/** Milliseconds per passage, the mean over a cell's editions. */
function timeOf(method: string, cell: { size: number; passages: number }): number {
  return mean(rates.get(cellName(method, cell)) ?? [])
}

function mean(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}

function print(title: string, tallies: Tallies): void {
  console.log(
    `\n${title}\n\n${table(
      TALLY_HEADINGS,
      [...tallies].map(([name, tally]) => tallyRow(name, tally)),
    )}`,
  )
}

console.log(`\n${machine()}${quick ? ', quick run' : ''}`)
print('All sizes and quotes', byMethod)
if (!runPeers) tellPeers('anchoring')
print('By length of quote', new Tallies([...byWords].sort(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }))))

const cellRows = cells.map((cell) => [
  `${cell.size / 1000} kB`,
  String(cell.passages),
  ...methods.map(({ name }) => {
    return `${timeOf(name, cell).toPrecision(3)} (${byCell.of(cellName(name, cell)).passages})`
  }),
])
console.log('\nMilliseconds of processor time per passage, and in brackets how many passages were reached in the time given')
console.log(`\n${table(['text', 'passages', ...methods.map(({ name }) => name)], cellRows)}`)
print('Passages in paragraphs that stand more than once in the text (not counted above)', repeated)
print('Other scripts', byScript)
print('Revisions made by hand', byRevision)

const largest = CELLS[0] as (typeof CELLS)[number]
const faster = timeOf('edit distance up to half', largest) / timeOf('reanchor', largest)
if (!ours)
  console.log(
    `\nreanchor is ${faster.toFixed(0)} times faster than the edit-distance rule for ${largest.passages} passages in ${largest.size / 1000} kB.`,
  )

const total = emptyTally()
addTally(total, byMethod.of('reanchor'))
report('anchoring', {
  reanchor: total,
  timesFaster: Math.round(faster),
  methods: Object.fromEntries(byMethod),
  byLength: Object.fromEntries(byWords),
  byCell: Object.fromEntries([...byCell].map(([name, tally]) => [name, { ...tally, millisecondsPerPassage: mean(rates.get(name) ?? []) }])),
  repeated: Object.fromEntries(repeated),
  scripts: Object.fromEntries(byScript),
  revisions: Object.fromEntries(byRevision),
  absent,
})
