const LINK = /\[[^\]]*\]\(https?:[^)]*\)|<?https?:\/\/\S+/giu

/** Whether words hold links and nothing besides, as those do that are sent to many. */
export function isOnlyLinks(body: string): boolean {
  const rest = body.replace(LINK, '')
  return rest !== body && !/[\p{L}\p{N}]/u.test(rest)
}
