import { chaptersChanged } from '#server/editions/revisions.ts'

/** A process of its own that carries every annotation over, as a start does; the tests kill it in the middle. */
await chaptersChanged()
process.exit(0)
