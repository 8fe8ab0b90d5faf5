/** Links to numbered paragraphs: "¶ 4 · ¶ 7". */
export function ParagraphLinks({ numbers }: { numbers: number[] }) {
  return (
    <>
      {numbers.map((number) => (
        <a key={number} href={`#p${number}`} aria-label={`Paragraph ${number}`} className="me-2 inline-block py-0.5 link">
          ¶&nbsp;{number}
        </a>
      ))}
    </>
  )
}
