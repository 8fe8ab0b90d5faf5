import type { ServerResponse } from 'node:http'

type Given = readonly unknown[]
/** How something is done as long as nobody comes between. */
type Go<Result> = (...given: Given) => Result

/** What can be come between, by what it gives back. */
type Doings = { write: boolean; end: ServerResponse; writeHead: ServerResponse; flushHeaders: undefined; emit: boolean }

/**
 * Comes between a response and whoever answers by it. Who came last is asked first.
 * @param work does it in its place; `go` does what would have been done
 * @returns a function by which everything is done again as before
 */
export function around<Name extends keyof Doings>(
  response: ServerResponse,
  name: Name,
  work: (go: Go<Doings[Name]>, ...given: Given) => Doings[Name],
): () => void {
  const former = response[name] as Go<Doings[Name]>
  const go = former.bind(response) as Go<Doings[Name]>
  Object.assign(response, { [name]: (...given: Given) => work(go, ...given) })
  return () => void Object.assign(response, { [name]: former })
}
