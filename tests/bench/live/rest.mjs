import { Session } from 'node:inspector'
import { isMainThread } from 'node:worker_threads'

/*
 * Loaded into a server that the bench weighs. On SIGUSR2 it throws away what nobody holds any more, gives the room back, and says so. Plain
 * JavaScript, as `scripts/as-server.mjs`: it comes before everything else.
 */
if (isMainThread) {
  const session = new Session()
  process.once('SIGUSR2', () => session.connect())
  process.on('SIGUSR2', () => session.post('HeapProfiler.collectGarbage', () => console.log('at rest')))
}
