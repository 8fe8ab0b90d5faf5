import type { TitleParts } from '#domain/import/heading-words/titles.ts'

/** The names of the divisions that chapters stand in; a book in a volume has both. */
export class Divisions {
  current: string | null = null
  private outer: { word: string | null; title: string } | null = null
  private last: { word: string | null; title: string } | null = null

  /** The division around the current one. */
  get outside(): string | null {
    return this.outer?.title ?? null
  }

  /** @param follows true when it stands right below another, with nothing between them */
  enter({ word }: TitleParts, title: string, follows: boolean): void {
    if (follows && this.last && (word === null || this.last.word !== word)) this.outer = this.last
    else if (this.outer && this.outer.word === word) this.outer = null
    this.last = { word, title }
    this.current = this.outer ? `${this.outer.title}: ${title}` : title
  }

  leave(): void {
    this.current = null
    this.outer = null
  }
}
