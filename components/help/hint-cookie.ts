/** Remembers that the first hint was put away. The server reads it, so that nothing moves when the page is opened. */
const HINT = 'first-hint'

/** Its name; over https no other site of the same domain can set it. */
export const hintCookie = (secure: boolean) => (secure ? `__Host-${HINT}` : HINT)
