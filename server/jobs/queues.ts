import 'server-only'
import { PgBoss } from 'pg-boss'

/** The library's tables stand in a schema of their own. */
const SCHEMA = 'pgboss'
/** Makes the letters that are due, once a minute in whichever process is free. */
export const LOOK = 'look-for-letters'
/** Hands one letter over to the mail server. */
export const SEND = 'send-letter'
/** Tells browsers that something is new, once a minute in whichever process is free. */
export const TELL = 'tell-browsers'
/** Deletes the groups whose time has come, once an hour in whichever process is free. */
export const DELETE_GROUPS = 'delete-groups'

/** Makes pseudonyms of names where their time has come, once an hour in whichever process is free. */
export const FADE_NAMES = 'fade-names'

/** Gives members' places to those who wait for them, once an hour in whichever process is free. */
export const GIVE_BACK = 'give-back-places'

/** Forgets who was at sessions in groups that keep nothing of it, once an hour in whichever process is free. */
export const FORGET_PEOPLE = 'forget-people'

/** Ends sessions that nobody uses and forgets those that ended long ago, once an hour in whichever process is free. */
export const FORGET_SIGN_INS = 'forget-sign-ins'

/** No two jobs of one key at a time, in any process. One whose process has died is taken up again after two minutes. */
const EXCLUSIVE = { policy: 'exclusive', expireInSeconds: 120, deleteAfterSeconds: 3600 }
/** What fails is done by the next one. */
const ONCE = { ...EXCLUSIVE, retryLimit: 0 }
/** A mail server that is away is asked again, less and less often; after that the next look finds the letter in its row. */
const PATIENT = { ...EXCLUSIVE, retryLimit: 5, retryDelay: 20, retryBackoff: true }
/** What makes tables, or keeps books that nobody reads, is left out: the product's user may do neither. */
export const QUIET = { schema: SCHEMA, reindex: false, monitorVacuum: false, registerInstance: false }

/**
 * Makes or upgrades the tables that jobs wait in; as whoever may make tables.
 * @param url of the database
 */
export async function makeJobTables(url: string): Promise<void> {
  const boss = new PgBoss({ ...QUIET, connectionString: url, max: 1, supervise: false, schedule: false })
  boss.on('error', () => {})
  try {
    await boss.start()
    const queues = {
      [LOOK]: ONCE,
      [SEND]: PATIENT,
      [TELL]: ONCE,
      [DELETE_GROUPS]: ONCE,
      [FADE_NAMES]: ONCE,
      [GIVE_BACK]: ONCE,
      [FORGET_PEOPLE]: ONCE,
      [FORGET_SIGN_INS]: ONCE,
    }
    for (const [name, options] of Object.entries(queues)) {
      await boss.createQueue(name, options)
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}
