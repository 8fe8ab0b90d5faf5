/** How many sayings one request may tell to have been seen. On its own, since the page that tells of them carries no schemas. */
export const MOST_SEEN = 100
