const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
const MINUTE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })

/** What two names have in common that look the same: letters without regard to case, width, spaces and what is not seen. */
const lookOf = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Default_Ignorable_Code_Point}\s]/gu, '')

/**
 * Those whose name another one has too, with when they joined, which tells them apart.
 * @param people `joinedAt` in ISO 8601
 * @returns by id: the day in UTC, and the time too where that is the same; nobody whose name is their own
 */
export function namesakesOf(people: readonly { id: string; name: string; joinedAt: string }[]): Record<string, string> {
  const alike = Map.groupBy(people, ({ name }) => lookOf(name))
  const told = people.flatMap(({ id, name, joinedAt }) => {
    const others = (alike.get(lookOf(name)) ?? []).filter((other) => other.id !== id)
    if (others.length === 0) return []
    const sameDay = others.some((other) => DAY.format(new Date(other.joinedAt)) === DAY.format(new Date(joinedAt)))
    return [[id, sameDay ? `${MINUTE.format(new Date(joinedAt))} UTC` : DAY.format(new Date(joinedAt))] as const]
  })
  return Object.fromEntries(told)
}
