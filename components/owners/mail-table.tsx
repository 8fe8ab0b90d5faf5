import { Time } from '#components/ui/time.tsx'
import { dateWords } from '#domain/date-words.ts'
import type { MailNumbers } from '#domain/oversight.ts'
import * as say from '#messages/installation.ts'

const CELL = 'py-1 pe-4 text-start font-normal sm:pe-6'

/** How mail goes: how many, and never to whom or what. */
export function MailTable({ mail }: { mail: MailNumbers }) {
  const { configured, waiting, days, lastSent, lastFailed } = mail
  return (
    <div className="mt-3 space-y-3">
      {!configured && <p>{say.mailOff()}</p>}
      {(configured || waiting > 0) && <p>{say.mailWaiting({ count: waiting })}</p>}
      {lastSent && (
        <p>
          {say.mailLastSent()} <Time at={lastSent} />
        </p>
      )}
      {lastFailed && (
        <p className="text-danger">
          {say.mailLastFailed()} <Time at={lastFailed} />
        </p>
      )}
      {days.length === 0 && configured && <p className="text-muted">{say.mailNone()}</p>}
      {days.length > 0 && (
        <table>
          <caption className="text-start font-medium">{say.mailDays()}</caption>
          <thead>
            <tr className="text-muted text-sm">
              {[say.mailDay(), say.mailAccounts(), say.mailGroups(), say.mailFailed()].map((name) => (
                <th key={name} scope="col" className={CELL}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map(({ date, accounts, groups, failed }) => (
              <tr key={date}>
                <th scope="row" className={`${CELL} whitespace-nowrap`}>
                  {dateWords(date, true)}
                </th>
                <td className={CELL}>{accounts}</td>
                <td className={CELL}>{groups}</td>
                <td className={`${CELL} ${failed > 0 ? 'font-semibold text-danger' : ''}`}>{failed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
