import type { Appearance } from '#domain/guide-entries.ts'

/**
 * Where an entry appears: "In chapters 4 ¶ 1 · 7 ¶ 12". Plain links, because a browser marks the paragraph that a link leads
 * to only when it follows the link itself.
 */
export function Appearances({ guide, appearances }: { guide: string; appearances: Appearance[] }) {
  if (appearances.length === 0) return null
  return (
    <p className="text-muted text-sm">
      {appearances.length === 1 ? 'In chapter ' : 'In chapters '}
      {appearances.map(({ chapter, number, paragraph }) => (
        <a
          key={chapter}
          href={`/guides/${guide}/${chapter}${paragraph ? `#p${paragraph}` : '#words'}`}
          className="me-2.5 inline-block min-w-6 py-0.5 link"
        >
          {number}
          {paragraph && <span className="text-muted"> ¶&nbsp;{paragraph}</span>}
        </a>
      ))}
    </p>
  )
}
