/**
 * What the name of a numbered paragraph looks like, as part of a regular expression: a number, then letters when it came in later
 * ("12a"), then numbers after a point when there was no letter left between two ("12.1" comes before "12a").
 */
export const PARAGRAPH_LABEL = String.raw`\d+(?:\.\d+|[a-z])*`
