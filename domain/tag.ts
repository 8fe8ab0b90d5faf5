/** Most letters of a tag, in UTF-16 units. */
export const TAG_LENGTH = 30
/** Most tags on one note. */
export const TAGS_MAX = 5

/** A tag as it is kept: no white space around it, one space between its words, without the "#" that some type before it. */
export const tidyTag = (text: string) => text.replace(/\s+/g, ' ').trim().replace(/^#\s*/, '').normalize('NFC')

/** What makes two tags the same: upper and lower case do not matter. */
export const tagKey = (tag: string) => tidyTag(tag).toLowerCase()

/** Tags in the order given, each once. */
export const distinctTags = (tags: readonly string[]) =>
  tags.filter((tag, at) => tags.findIndex((other) => tagKey(other) === tagKey(tag)) === at)
