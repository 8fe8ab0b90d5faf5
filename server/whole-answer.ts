import 'server-only'

/**
 * An answer whose text is whole before it goes out, as all JSON of ours is. The front door sends that text as it is: led through a body, which is a
 * web stream, a chapter's notes took several times as long. Everybody else reads the body, which is made for whoever asks.
 */
export class WholeAnswer extends Response {
  readonly whole: string
  #led: Response | undefined

  constructor(whole: string, init: ResponseInit) {
    super(null, init)
    this.whole = whole
  }

  /** The same text in a body. */
  led(): Response {
    this.#led ??= new Response(this.whole)
    return this.#led
  }
}

const WAYS = ['text', 'json', 'arrayBuffer', 'bytes', 'blob'] as const
for (const way of WAYS) {
  Object.defineProperty(WholeAnswer.prototype, way, {
    value(this: WholeAnswer) {
      return this.led()[way]()
    },
  })
}
Object.defineProperty(WholeAnswer.prototype, 'body', {
  get(this: WholeAnswer) {
    return this.led().body
  },
})
