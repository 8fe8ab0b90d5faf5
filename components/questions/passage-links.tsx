import type { GroupQuestion } from '#domain/group-question.ts'

/** Links to the passage that a question is about: its mark, under the names of its paragraphs. */
export function PassageLinks({ question: { annotationId, paragraphs } }: { question: GroupQuestion }) {
  return paragraphs.map((label, index) => (
    <a
      key={label}
      href={index === 0 && annotationId ? `#annotation-${annotationId}` : `#p${label}`}
      aria-label={`Paragraph ${label}`}
      className="inline-block min-w-6 py-0.5 text-center link"
    >
      ¶&nbsp;{label}
    </a>
  ))
}
