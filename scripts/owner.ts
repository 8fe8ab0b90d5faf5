import { openDatabase } from '#scripts/database.ts'
import { siteOf } from '#scripts/moved-port.ts'
import { ensurePrismaClient } from '#scripts/prisma.ts'
import { Refusal } from '#scripts/refusal.ts'
import { readSettings, setVariables } from '#scripts/settings.ts'
import { runScript, say } from '#scripts/terminal.ts'

const USAGE = `npm run owner                    prints a link that makes whoever opens it, signed in, an owner of this installation
npm run owner -- list            lists the owners
npm run owner -- remove NAME     takes ownership from somebody, by user name, name or id
npm run owner -- group ID NAME   makes a member, by user name, the owner of a group whose owner is lost; ID stands in its address`

/** Owners of the installation, who may import texts. Works whether the product is running or not. */
await runScript(async () => {
  const [command = 'link', ...names] = process.argv.slice(2)
  const settings = readSettings('production')
  await ensurePrismaClient()
  const database = await openDatabase(settings)
  setVariables({ DATABASE_URL: database.url })
  // Only now: this file wants the client that was made above, and the address of the database.
  const [{ disconnect }, owners, { giveToMember }] = await Promise.all([
    import('#server/db.ts'),
    import('#server/accounts/owners.ts'),
    import('#server/groups/lost-owner.ts'),
  ])
  try {
    if (command === 'link' && names.length === 0) await printLink()
    else if (command === 'list' && names.length === 0) await printOwners()
    else if (command === 'remove' && names.length > 0) await remove(names.join(' '))
    else if (command === 'group' && names.length === 2) await giveGroup(names[0] ?? '', names[1] ?? '')
    else throw new Refusal(USAGE)
  } finally {
    await disconnect()
    await database.close()
  }

  async function printLink(): Promise<void> {
    const code = await owners.createOwnerCode()
    say('Whoever opens this link, signed in, becomes an owner of this installation. It works once, for a day:')
    say(`${siteOf(settings)}/owner/${code}`)
    if (!settings.SITE_URL) say('If Studycircle said another address when it started, put that one in front.')
  }

  async function printOwners(): Promise<void> {
    const list = await owners.listOwners()
    for (const { id, username, name, since } of list) say(`${username ?? '(no user name)'}  ${name}  since ${since.slice(0, 10)}  ${id}`)
    if (list.length === 0) say('This installation has no owner yet. "npm run owner" prints a link that makes one.')
  }

  async function giveGroup(groupId: string, username: string): Promise<void> {
    const why = await giveToMember(groupId, username)
    if (why === 'no such group') throw new Refusal(`No group has the id "${groupId}": it stands in its address, after /groups/.`)
    if (why === 'no such member') throw new Refusal(`Nobody in that group has the user name "${username}".`)
    say(`${username} owns the group now. Whoever owned it stays as a facilitator.`)
  }

  async function remove(wanted: string): Promise<void> {
    const list = await owners.listOwners()
    const exact = list.filter(({ id, username }) => id === wanted || username === wanted.toLowerCase())
    const meant = exact.length > 0 ? exact : list.filter(({ name }) => name === wanted)
    const [owner] = meant
    if (!owner) throw new Refusal(`No owner is called "${wanted}". "npm run owner -- list" lists them.`)
    if (meant.length > 1) throw new Refusal(`Several owners are called "${wanted}". Give the id that "npm run owner -- list" shows.`)
    await owners.removeOwner(owner.id)
    say(`${owner.name} is no longer an owner of this installation. What they imported stays.`)
  }
})
