import 'server-only'
import { askNamed, nameOf, Prisma } from '#server/db.ts'

/*
 * Statements that are put together once. What is asked all day long is thousands of letters made of many small pieces, and putting those together
 * anew for each question took as long as answering it.
 */

/** Stands for a value that is told when the statement is asked. */
class Slot {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** What stands in a statement for each of its values. */
export type Slots<Values> = { [Name in keyof Values]-?: Prisma.Sql }

const SLOTS = new Proxy({}, { get: (_, name) => Prisma.sql`${new Slot(String(name))}` })

/**
 * A statement that is asked with other values each time.
 * @param make puts it together, when it is asked first; a value may stand in several places, of one type
 */
export function statement<Row, Values extends object>(make: (at: Slots<Values>) => Prisma.Sql): (values: Values) => Promise<Row[]> {
  let made: { name: string; text: string; parts: unknown[] } | undefined
  return (values) => {
    made ??= numbered(make(SLOTS as Slots<Values>))
    const { name, text, parts } = made
    return askNamed({ name, text, values: parts.map((part) => (part instanceof Slot ? values[part.name as keyof Values] : part)) })
  }
}

/** The text with a number for each value; one for each slot, wherever it stands. */
function numbered({ strings, values }: Prisma.Sql): { name: string; text: string; parts: unknown[] } {
  const parts: unknown[] = []
  const numbers = new Map<string, number>()
  const numberOf = (value: unknown): number => {
    if (!(value instanceof Slot)) return parts.push(value)
    const number = numbers.get(value.name) ?? parts.push(value)
    numbers.set(value.name, number)
    return number
  }
  const text = values.reduce<string>((text, value, nth) => `${text}$${numberOf(value)}${strings[nth + 1]}`, strings[0] ?? '')
  return { name: nameOf(text), text, parts }
}

/**
 * Makes one of a kind when it is asked for first, and keeps it: for statements that differ by what is asked of them. All of a shape tells the
 * kinds apart, and each kind stays: hand over nothing that may be this or that without end, such as an id.
 */
export function ofEach<Shape extends object, Made>(make: (shape: Shape) => Made): (shape: Shape) => Made {
  const kept = new Map<string, Made>()
  return (shape) => {
    const key = JSON.stringify(shape)
    const made = kept.get(key) ?? make(shape)
    kept.set(key, made)
    return made
  }
}
