import { readFileSync } from 'node:fs'

/*
 * Loaded into a process of the product by `--import`, before anything of it: its clock is off by as many milliseconds as stand in the file that
 * CHAOS_CLOCK names, read again at each SIGUSR2. Timers go on as they are, as on a machine whose clock is set.
 */
const file = process.env.CHAOS_CLOCK ?? ''
const Real = Date
let off = 0
const read = () => {
  off = Number(readFileSync(file, 'utf8'))
}
read()
process.on('SIGUSR2', read)

globalThis.Date = new Proxy(Real, {
  construct: (target, given, made) => Reflect.construct(target, given.length > 0 ? given : [Real.now() + off], made),
  apply: () => new Real(Real.now() + off).toString(),
  get: (target, name, self) => (name === 'now' ? () => Real.now() + off : Reflect.get(target, name, self)),
})
