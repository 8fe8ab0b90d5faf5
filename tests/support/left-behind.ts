import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as (options?: { type: 'minor' }) => void

const kept = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space')?.space_used_size ?? 0

/**
 * How many bytes each time leaves in the old part of memory when only the young one is cleared, as it is all the time: so much more often all of
 * memory has to be gone through, while nobody is answered.
 * @param work done over and over, sixteen at a time
 */
export async function leftBehind(times: number, work: () => Promise<unknown>): Promise<number> {
  const some = async (many: number) => {
    let begun = 0
    const goOn = async () => {
      while (begun < many) {
        begun += 1
        // Also while others are under way, as it is in life.
        if (begun % 160 === 0) collect({ type: 'minor' })
        await work()
      }
    }
    await Promise.all(Array.from({ length: 16 }, goOn))
  }
  await some(times)
  collect()
  const before = kept()
  await some(times)
  collect({ type: 'minor' })
  return (kept() - before) / times
}
