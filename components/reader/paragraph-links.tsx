import type { Companion } from '#domain/guide.ts'

/** Links to numbered paragraphs: "¶ 4 ¶ 7", or "¶ 4 ¶ 7 of the guide" when they are those of the companion's chapter. */
export function ParagraphLinks({ labels, companion }: { labels: string[]; companion: Companion | null }) {
  return (
    <>
      {labels.map((label) => (
        <a
          key={label}
          href={`${companion?.chapterAddress ?? ''}#p${label}`}
          aria-label={`Paragraph ${label}${companion ? ' of the guide' : ''}`}
          className="me-2 inline-block min-w-6 py-0.5 text-center link"
        >
          ¶&nbsp;{label}
        </a>
      ))}
      {companion && <span className="me-2 text-muted text-sm">of the guide</span>}
    </>
  )
}
