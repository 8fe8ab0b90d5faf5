/** What is kept beside the words of a draft: the version that they started from, what was chosen with them, and the id that new words will have. */
export type Beside = { from?: number | undefined; choices?: Record<string, unknown> | undefined; id?: string | undefined }

/** What is kept beside a draft, from its text in storage. What cannot be read is nothing. */
export function parseBeside(kept: string): Beside {
  try {
    const read: unknown = JSON.parse(kept || '{}')
    return typeof read === 'object' && read !== null ? (read as Beside) : {}
  } catch {
    return {}
  }
}

/** The text for storage of what is kept with a change to it, null when nothing is left to keep. Choices are put to those made before. */
export function withBeside(kept: string | null, change: Beside): string | null {
  const known = parseBeside(kept ?? '')
  const { from, choices, id } = { ...known, ...change, ...(change.choices && { choices: { ...known.choices, ...change.choices } }) }
  return from === undefined && choices === undefined && id === undefined ? null : JSON.stringify({ from, choices, id })
}
