import { MOST_MEDIAN_WORDS, measureReadability } from '#scripts/content/readability.ts'
import { readGuides } from '#server/content/content-guides.ts'

// Prints how each chapter reads. Exit code 1 when the sentences of one are too long.
// Takes the folder that holds the guides; CONTENT_DIR, or content, unless told.

const guides = await readGuides(process.argv[2] ?? (process.env.CONTENT_DIR || 'content'))
const rows = guides.flatMap(({ chapters }) =>
  chapters.map(({ guide, number, slug, text }) => {
    const { words, medianSentence, longestSentence, ease } = measureReadability(text)
    return { guide, chapter: `${number} ${slug}`, words, 'median sentence': medianSentence, longest: longestSentence, 'reading ease': ease }
  }),
)
console.table(rows)
const hard = rows.filter((row) => row['median sentence'] > MOST_MEDIAN_WORDS)
for (const { guide, chapter } of hard)
  console.error(`${guide}, ${chapter}: half of its sentences have more than ${MOST_MEDIAN_WORDS} words`)
if (hard.length > 0) process.exitCode = 1
