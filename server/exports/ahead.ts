import 'server-only'

/**
 * The same parts, with the next one asked for while its reader still works on the one before: what comes from elsewhere comes meanwhile.
 * At most one part waits.
 * @throws what the source throws, when the reader comes to it
 */
export async function* ahead<Part>(source: AsyncGenerator<Part>): AsyncGenerator<Part> {
  const ask = () => {
    const asked = source.next()
    // Until the reader comes to it nobody listens, and a reader who goes away never does.
    asked.catch(() => {})
    return asked
  }
  let coming = ask()
  try {
    for (;;) {
      const { done, value } = await coming
      if (done) return
      coming = ask()
      yield value
    }
  } finally {
    await source.return(undefined)
  }
}
