import type { Companion } from '#domain/guide.ts'

/** Links to numbered paragraphs: "¶ 4 ¶ 7", or "¶ 4 ¶ 7 of the guide" when they are those of the companion's chapter. */
export function ParagraphLinks({ numbers, companion }: { numbers: number[]; companion: Companion | null }) {
  return (
    <>
      {numbers.map((number) => (
        <a
          key={number}
          href={`${companion?.chapterAddress ?? ''}#p${number}`}
          aria-label={`Paragraph ${number}${companion ? ' of the guide' : ''}`}
          className="me-2 inline-block py-0.5 link"
        >
          ¶&nbsp;{number}
        </a>
      ))}
      {companion && <span className="me-2 text-muted text-sm">of the guide</span>}
    </>
  )
}
