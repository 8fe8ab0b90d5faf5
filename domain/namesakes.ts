const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
const MINUTE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })

/** What two names have in common that look the same: letters without regard to case, width, spaces and what is not seen. */
export const lookOf = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Default_Ignorable_Code_Point}\s]/gu, '')

/**
 * Those whose name another one has too, with when they joined, which tells them apart.
 * @param people `joinedAt` in ISO 8601
 * @returns by id: the day in UTC, the time too where that is the same, and else a number; nobody whose name is their own
 */
export function namesakesOf(people: readonly { id: string; name: string; joinedAt: string }[]): Record<string, string> {
  const alike = Map.groupBy(people, ({ name }) => lookOf(name))
  const told = [...alike.values()].flatMap((members) => (members.length > 1 ? tellApart(members) : []))
  return Object.fromEntries(told)
}

function tellApart(members: readonly { id: string; joinedAt: string }[]): (readonly [string, string])[] {
  const joined = members.map(({ joinedAt }) => new Date(joinedAt))
  const days = joined.map((at) => DAY.format(at))
  const times = joined.map((at) => `${MINUTE.format(at)} UTC`)
  const isAlone = (list: string[], at: number) => list.indexOf(list[at] ?? '') === list.lastIndexOf(list[at] ?? '')
  return members.map(({ id }, at) => {
    const time = isAlone(times, at) ? times[at] : `${times[at]}, ${at + 1}`
    return [id, (isAlone(days, at) ? days[at] : time) ?? '']
  })
}
