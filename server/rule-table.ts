import 'server-only'
import { Role } from '#domain/group.ts'
import { Prisma } from '#server/db.ts'

/*
 * A rule about who may see a row, made into a table and into SQL: what `server/visibility.ts` makes its filters of.
 */

/** A member inside a query, where the role may be a column of it. */
export type SqlMember = { userId: string | Prisma.Sql; role: Role | Prisma.Sql }

/** What a rule asks of a row: the value of its one telling column, whether it is the member's own, and the member's role. */
type Rule<Value> = (facts: { value: Value; isCreator: boolean; role: Role }) => boolean

/** The values of that column with which a member sees rows of others, and their own. */
type Seen<Value> = { others: Value[]; own: Value[] }

/** A rule as a table: it is asked about every value that the column can have. */
export function tableOf<Value>(values: readonly Value[], rule: Rule<Value>): Record<Role, Seen<Value>> {
  const seen = (role: Role): Seen<Value> => ({
    others: values.filter((value) => rule({ value, isCreator: false, role })),
    own: values.filter((value) => rule({ value, isCreator: true, role })),
  })
  return { OWNER: seen('OWNER'), FACILITATOR: seen('FACILITATOR'), MEMBER: seen('MEMBER') }
}

/** A rule as a condition on rows, under an alias, of a table that has a `creator_id`. */
export function sqlOf<Value extends string>(table: Record<Role, Seen<Value>>, column: string, type: string) {
  return ({ userId, role }: SqlMember, alias: string): Prisma.Sql => {
    const at = (name: string) => Prisma.raw(`${alias}.${name}`)
    const isOneOf = (values: Value[]) => Prisma.raw(`${alias}.${column} = ANY('{${values.join()}}'::"${type}"[])`)
    const seen = ({ others, own }: Seen<Value>) =>
      Prisma.sql`(${isOneOf(others)} OR (${at('creator_id')} = ${userId}::uuid AND ${isOneOf(own)}))`
    if (typeof role === 'string') return seen(table[role])
    const alike = [...Map.groupBy(Role.options, (each) => JSON.stringify(table[each])).values()]
    const [first = 'MEMBER'] = Role.options
    if (alike.length === 1) return seen(table[first])
    const byRole = alike.map(
      (roles) => Prisma.sql`(${role} = ANY(${Prisma.raw(`'{${roles.join()}}'::"Role"[]`)}) AND ${seen(table[roles[0] ?? first])})`,
    )
    return Prisma.sql`(${Prisma.join(byRole, ' OR ')})`
  }
}
