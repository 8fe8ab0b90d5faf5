import '#scripts/as-server.mjs'
import { Problem } from '#domain/problem.ts'

/** What one import took and made, as a bench tells it. */
export type Reading =
  | { refused: string }
  | {
      /** Of processor time, so that nothing else on the machine counts. */
      seconds: number
      /** The most that the process held, with all that it had loaded. */
      megabytes: number
      titles: string[]
      words: number
      lost: number
      added: number
      problems: string[]
    }

/** Reads the file or folder that is named, and writes a Reading as JSON. */
const path = process.argv[2] ?? ''
const { changedInTheGuide, chaptersOf, importFile } = await import('#tests/support/import-file.ts')
const began = process.cpuUsage()
try {
  const file = await importFile(path)
  const { user, system } = process.cpuUsage(began)
  const seconds = (user + system) / 1e6
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
  const { kept = 0, lost, new: added } = file.text.balance ?? {}
  tell({
    seconds,
    megabytes,
    titles: chaptersOf(file.text),
    words: kept,
    lost: lost?.words ?? 0,
    added: added?.words ?? 0,
    problems: [...file.problems, ...changedInTheGuide(file).map((word) => `changed in the guide: ${word}`)],
  })
} catch (error) {
  if (!(error instanceof Problem)) throw error
  tell({ refused: error.message })
}

function tell(reading: Reading): void {
  console.info(JSON.stringify(reading))
}
