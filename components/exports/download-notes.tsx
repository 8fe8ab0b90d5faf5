import { Fold } from '#components/ui/fold.tsx'

type DownloadProps = {
  groupId: string
  /** One chapter's notes; those of all chapters when left out. */
  chapter?: string
}

/** Takes notes out as files: plain links, which need no JavaScript. */
export function DownloadNotes({ groupId, chapter }: DownloadProps) {
  const address = (whose: string, format: string) =>
    `/api/groups/${groupId}/exported-notes?${new URLSearchParams({ whose, format, ...(chapter && { chapter }) })}`
  const line = (whose: string, name: string, more: string) => (
    <li>
      {name}
      {more}:{' '}
      <a href={address(whose, 'markdown')} download aria-label={`${name} as Markdown`} className="link">
        Markdown
      </a>{' '}
      ·{' '}
      <a href={address(whose, 'json-ld')} download aria-label={`${name} as JSON-LD`} className="link">
        JSON-LD
      </a>{' '}
      ·{' '}
      <a href={address(whose, 'hypothesis')} download aria-label={`${name} for Hypothesis`} className="link">
        Hypothesis
      </a>
    </li>
  )
  return (
    <Fold title="Download notes">
      <ul className="mt-2 space-y-2">
        {line('mine', 'My notes and answers', ', with my private ones')}
        {line('group', 'The group’s notes and answers', chapter ? '' : ', with minutes')}
      </ul>
      <p className="mt-2 text-muted text-sm">
        Markdown is to read and print. JSON-LD (W3C Web Annotation) is for other software, and for another group here; the last for what
        reads Hypothesis, which knows notes and replies alone.
      </p>
    </Fold>
  )
}
