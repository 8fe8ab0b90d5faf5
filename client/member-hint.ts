const KEY = 'member'

/**
 * Remembers on this device how many groups the person has, so that the next page can keep their place free before it
 * knows them. Only a number: no name and no group.
 */
export function rememberMember(groups: number): void {
  try {
    localStorage.setItem(KEY, String(groups))
  } catch {
    // Storage is forbidden here: the place is not kept free, and that is all.
  }
  document.documentElement.dataset[KEY] = String(groups)
}

/** Nobody is signed in on this device. */
export function forgetMember(): void {
  try {
    localStorage.removeItem(KEY)
  } catch {
    // As above.
  }
  delete document.documentElement.dataset[KEY]
}
