import { meetingPaperPath } from '#client/meetings.ts'
import { Fold } from '#components/ui/fold.tsx'
import type { Sheet } from '#domain/paper.ts'
import * as m from '#messages/paper.ts'

const SHEETS: [Sheet, () => string][] = [
  ['booklet', m.booklet],
  ['a4', m.plainA4],
  ['letter', m.plainLetter],
]

/** The week as a PDF, for whoever reads on paper. */
export function OnPaper({ groupId, meetingId }: { groupId: string; meetingId: string }) {
  return (
    <div className="measure no-print mt-3">
      <Fold title={m.onPaper()}>
        <p className="text-muted">{m.paperHelp()}</p>
        <p className="mt-1 flex flex-wrap gap-x-5">
          {SHEETS.map(([sheet, words]) => (
            <a key={sheet} href={meetingPaperPath(groupId, meetingId, sheet)} className="inline-flex items-center target link">
              {words()}
            </a>
          ))}
        </p>
      </Fold>
    </div>
  )
}
