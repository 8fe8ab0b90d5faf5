import { forgetSettings } from '#server/env.ts'
import type { Answered, Asked } from '../run-beside.ts'

// Does one job after another beside a running product, for as long as the test that asks for them lives: see ../run-beside.ts.

let last: Promise<void> = Promise.resolve()
process.on('message', (asked: Asked) => {
  last = last.then(async () => {
    // The job before has set the database's address, as a user who may change nothing but rows; and the product may be on another port by now.
    process.env.DATABASE_URL = ''
    forgetSettings()
    const answer = await work(asked).then(
      (result): Answered => ({ id: asked.id, result }),
      (error): Answered => ({ id: asked.id, error: error instanceof Error ? String(error.stack) : String(error) }),
    )
    process.send?.(answer)
  })
})
process.on('disconnect', () => process.exit())

async function work({ job, args }: Asked): Promise<unknown> {
  const { default: run } = await import(`./${job}.ts`)
  return run(...args)
}
