'use client'

import { Fragment } from 'react'
import { switchLetters, useLetters } from '#client/letter-keys.ts'
import { Dialog } from '#components/ui/dialog.tsx'

type Shortcut = { keys: readonly string[]; does: string }

/** Keys joined by "+" are pressed together. */
const LETTERS: readonly Shortcut[] = [
  { keys: ['c'], does: 'Put the caret into the text' },
  { keys: ['n', ']'], does: 'Next note or highlight' },
  { keys: ['p', '['], does: 'The one before' },
  { keys: ['u'], does: 'Next unread' },
  { keys: ['/'], does: 'Search the group and the text' },
  { keys: ['?'], does: 'This list' },
]

const CARET: readonly Shortcut[] = [
  { keys: ['→', '←'], does: 'On a ¶ number: put the caret there. Then: a word on, a word back' },
  { keys: ['↓', '↑'], does: 'A sentence on, a sentence back' },
  { keys: ['Ctrl+↓', 'Ctrl+↑'], does: 'A paragraph on, a paragraph back' },
  { keys: ['Ctrl+→', 'Ctrl+←'], does: 'A letter on, a letter back' },
  { keys: ['Home', 'End'], does: 'To the beginning or the end of the paragraph; with Ctrl, of the chapter' },
  { keys: ['Shift'], does: 'With any of these: select' },
  {
    keys: ['Enter'],
    does: 'What can be done with the selected words; on a highlight, its note; on a ¶ number, its menu; else the word under the caret',
  },
  { keys: ['Tab'], does: 'To the next link behind the caret' },
  { keys: ['Esc'], does: 'Close the menu; give up the selection; put the caret away' },
]

const NOTES: readonly Shortcut[] = [
  { keys: ['Esc'], does: 'From a note back to its words' },
  { keys: ['Ctrl+Enter'], does: 'While writing: save' },
]

/** All shortcuts, and the switch for those that are a single letter. */
export function ShortcutList({ open, onClose }: { open: boolean; onClose: () => void }) {
  const letters = useLetters()
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts">
      <label className="flex cursor-pointer items-center gap-3 rounded-sm target">
        <input type="checkbox" className="size-4" checked={letters} onChange={({ target }) => switchLetters(target.checked)} />
        Shortcuts of a single letter
      </label>
      <p className="mt-1 text-muted text-sm">Remembered on this device. On a Mac, Option stands for Ctrl.</p>
      <Group title="Anywhere on the page" shortcuts={LETTERS} off={!letters} />
      <Group title="In the text" shortcuts={CARET} />
      <Group title="In a note" shortcuts={NOTES} />
    </Dialog>
  )
}

function Group({ title, shortcuts, off = false }: { title: string; shortcuts: readonly Shortcut[]; off?: boolean }) {
  return (
    <section className="mt-4">
      <h3 className="label-caps">
        {title}
        {off && ' (off)'}
      </h3>
      <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        {shortcuts.map(({ keys, does }) => (
          <Fragment key={keys.join()}>
            <dt className="flex flex-wrap items-start gap-1">
              {keys.map((key) => (
                <Keys key={key} names={key.split('+')} />
              ))}
            </dt>
            <dd className={off ? 'text-muted' : ''}>{does}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  )
}

function Keys({ names }: { names: string[] }) {
  return (
    <span className="inline-flex gap-0.5">
      {names.map((name) => (
        <kbd key={name} className="rounded-sm border border-muted px-1.5 font-sans text-sm">
          {name}
        </kbd>
      ))}
    </span>
  )
}
