import type { ReactNode } from 'react'
import * as say from '#messages/help.ts'
import { lineNote } from '#messages/live-meeting.ts'

/** How to read, mark, ask and answer, from the quickest to learn on. */
export function HelpText() {
  return (
    <article className="measure space-y-8">
      <header>
        <h1>{say.title()}</h1>
        <p className="mt-2 text-muted">{say.summary()}</p>
      </header>
      <Part title={say.reading()}>
        <p>{say.readingNumbers()}</p>
        <p>{say.readingWords()}</p>
      </Part>
      <Part title={say.marking()}>
        <p>{say.markingHow()}</p>
        <Ways
          ways={[
            [say.markingHighlight(), say.markingHighlightDoes()],
            [lineNote(), say.markingNoteDoes()],
            [say.markingLink(), say.markingLinkDoes()],
          ]}
        />
      </Part>
      <Part title={say.asking()}>
        <p>{say.askingIntro()}</p>
        <Ways
          ways={[
            [say.askingUnclear(), say.askingUnclearDoes()],
            [say.askingPuzzling(), say.askingPuzzlingDoes()],
            [say.askingGroup(), say.askingGroupDoes()],
          ]}
        />
      </Part>
      <Part title={say.questions()}>
        <p>{say.questionsHow()}</p>
      </Part>
      <Part title={say.who()}>
        <p>{say.whoSees()}</p>
      </Part>
      <Part title={say.trouble()}>
        <p>{say.troubleHow()}</p>
      </Part>
      <Part title={say.kept()}>
        <p>{say.keptHow()}</p>
      </Part>
      <Part title={say.paper()}>
        <p>{say.paperHow()}</p>
      </Part>
    </article>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="space-y-3">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** What is pressed, and what it does. */
function Ways({ ways }: { ways: (readonly [string, string])[] }) {
  return (
    <ul className="space-y-2">
      {ways.map(([what, does]) => (
        <li key={what} className="border-line border-s-2 ps-3">
          <strong>{what}</strong> {does}
        </li>
      ))}
    </ul>
  )
}
