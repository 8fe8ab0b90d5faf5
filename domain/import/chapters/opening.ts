import type { Matter } from '#domain/import/blocks/text.ts'
import type { TitleParts } from '#domain/import/heading-words/titles.ts'

/** A heading that may open a part of the text. `count` is how many pieces from there on are its heading; `beside`: see Opening. */
export type Head = { at: number; count: number; level: number; parts: TitleParts; listed: boolean; matter: Matter | null; beside?: true }

/** Where a part of the text begins. */
export type Opening = {
  /** The index of the piece that begins it. */
  at: number
  part: Matter
  parts: TitleParts
  /** How many pieces from there on are its heading; none where only the file's contents list tells that it begins. */
  count: number
  /** True for a chapter that stands beside the divisions, not in one. */
  beside?: true
}
