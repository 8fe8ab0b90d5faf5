import { constants, setPriority } from 'node:os'
import { chaptersChanged } from '#server/editions/revisions.ts'
import { log } from '#server/log.ts'
import { renderAnew } from '#server/markdown/render-anew.ts'

/*
 * What is to be done after a start and nobody waits for: guides and the program may have changed since the last one, and pages show what is not
 * carried over yet as such. In a process of its own, since all that it loads and reads would stay in the memory of the one that answers.
 * What is cut short is made up for by the next start.
 */

setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
process.once('disconnect', () => process.exit())

await chaptersChanged().catch((error: unknown) => log().error({ err: error }, 'annotations could not be carried into the texts of today'))
const count = await renderAnew().catch((error: unknown) => log().error({ err: error }, 'words could not be laid out anew'))
if (count) log().info({ count }, 'words were laid out anew')
process.exit()
