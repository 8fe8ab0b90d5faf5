/** Remembers that the first hint was put away. The server reads it, so that nothing moves when the page is opened. */
export const HINT_COOKIE = 'first-hint'
