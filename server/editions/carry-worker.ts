import 'server-only'
import { parentPort, workerData } from 'node:worker_threads'
import { disconnect } from '#server/db.ts'
import { carryOne, type Work } from '#server/editions/carry-work.ts'

// A thread of `carry-work.ts`, with connections of its own: it tells of each piece of work as it is done, and ends.
for (const work of workerData as Work[]) parentPort?.postMessage(await carryOne(work))
await disconnect()
