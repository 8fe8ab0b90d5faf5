import { LINE_WORDS } from '#components/live-meeting/line-words.ts'
import type { LineKind } from '#domain/live-meeting/action.ts'
import { linesOf } from '#domain/live-meeting/minutes.ts'
import type { Line, MeetingRun } from '#domain/live-meeting/run.ts'
import * as m from '#messages/live-meeting.ts'

type SummaryProps = { run: MeetingRun; nameOf: (id: string | null) => string }

/** What comes first: what binds the group. */
const FIRST: LineKind[] = ['DECISION', 'AGREED', 'DISSENT', 'OPEN', 'ACTION']

/** What came of a session: what was decided, agreed and left open first, then the minutes item by item. */
export function MeetingSummary({ run, nameOf }: SummaryProps) {
  const lines = run.lines.filter(({ removed }) => !removed)
  const withLines = run.items.filter(({ id }) => linesOf(run, id).length > 0)
  const other = linesOf(run, null)
  if (lines.length === 0) return <p className="text-muted">{m.noMinutes()}</p>
  return (
    <div className="space-y-6">
      {FIRST.map((kind) => {
        const found = lines.filter((line) => line.kind === kind)
        return (
          found.length > 0 && (
            <section key={kind} aria-label={LINE_WORDS[kind]}>
              <h3 className="mb-1">{LINE_WORDS[kind]}</h3>
              <ul className="list-disc space-y-1 ps-5">
                {found.map((line) => (
                  <Words key={line.id} line={line} nameOf={nameOf} />
                ))}
              </ul>
            </section>
          )
        )
      })}
      {withLines.map((item) => (
        <Section key={item.id} title={item.title} lines={linesOf(run, item.id)} nameOf={nameOf} />
      ))}
      {other.length > 0 && <Section title="Besides" lines={other} nameOf={nameOf} />}
    </div>
  )
}

function Section({ title, lines, nameOf }: { title: string; lines: Line[]; nameOf: SummaryProps['nameOf'] }) {
  return (
    <section>
      <h3 dir="auto" className="mb-1 font-medium">
        {title}
      </h3>
      <ul className="list-disc space-y-1 ps-5">
        {lines.map((line) => (
          <Words key={line.id} line={line} nameOf={nameOf} named />
        ))}
      </ul>
    </section>
  )
}

function Words({ line, nameOf, named = false }: { line: Line; nameOf: SummaryProps['nameOf']; named?: boolean }) {
  const who = [line.ownerId && nameOf(line.ownerId), line.due && `by ${line.due}`].filter(Boolean).join(', ')
  return (
    <li dir="auto" className="whitespace-pre-line break-words">
      {named && line.kind !== 'NOTE' && <strong>{LINE_WORDS[line.kind]}: </strong>}
      {line.text}
      {line.kind === 'ACTION' && who && <span className="text-muted"> ({who})</span>}
    </li>
  )
}
