import type { Chapter } from '#domain/guide.ts'
import { directionOf } from '#domain/language.ts'

/**
 * The text of a chapter. Its text content is exactly `chapter.text`: the "¶ 12" of a paragraph and the sign of a record
 * are drawn by the style sheet. Nothing inside is React's, so that highlights can be painted over it.
 */
export function ChapterArticle({ chapter, language }: { chapter: Pick<Chapter, 'html' | 'revision'>; language: string }) {
  return (
    <article
      id="chapter-text"
      lang={language}
      dir={directionOf(language)}
      data-revision={chapter.revision}
      className="prose chapter-text"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: from the guide's files, sanitized by server/content
      dangerouslySetInnerHTML={{ __html: chapter.html }}
    />
  )
}
