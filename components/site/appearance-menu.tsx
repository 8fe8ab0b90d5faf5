'use client'

import { useSyncExternalStore } from 'react'
import { TEXT_SIZES, THEMES } from '#components/site/appearance.ts'

const CHANGED = 'appearance'
const THEME_WORDS: Record<string, string> = { auto: 'As this device', light: 'Light', sepia: 'Sepia', dark: 'Dark' }
const SIZE_WORDS: Record<string, string> = { small: 'Small', normal: 'Normal', large: 'Large', largest: 'Largest' }

function watch(changed: () => void): () => void {
  addEventListener(CHANGED, changed)
  return () => removeEventListener(CHANGED, changed)
}

/** Sets an attribute of <html> and keeps it on this device; the value that means "as usual" removes it. */
function choose(key: 'theme' | 'size', value: string, usual: string): void {
  const page = document.documentElement
  if (value === usual) delete page.dataset[key]
  else page.dataset[key] = value
  try {
    if (value === usual) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // Storage is forbidden here: the choice holds for this page only.
  }
  dispatchEvent(new Event(CHANGED))
}

/** Theme and type size, behind a button that says "Aa". */
export function AppearanceMenu() {
  const theme = useSyncExternalStore(
    watch,
    () => document.documentElement.dataset.theme ?? 'auto',
    () => 'auto',
  )
  const size = useSyncExternalStore(
    watch,
    () => document.documentElement.dataset.size ?? 'normal',
    () => 'normal',
  )
  return (
    <>
      <button
        type="button"
        popoverTarget="appearance-menu"
        aria-label="Theme and type size"
        className="needs-script rounded-md px-2 font-serif text-lg target hover:bg-line"
      >
        Aa
      </button>
      <div id="appearance-menu" popover="auto" className="menu w-60 p-4">
        <Choice legend="Theme" name="theme" words={THEME_WORDS} values={['auto', ...THEMES]} value={theme} usual="auto" />
        <Choice legend="Type size" name="size" words={SIZE_WORDS} values={TEXT_SIZES} value={size} usual="normal" />
      </div>
    </>
  )
}

type ChoiceProps = {
  legend: string
  name: 'theme' | 'size'
  words: Record<string, string>
  values: readonly string[]
  value: string
  usual: string
}

function Choice({ legend, name, words, values, value, usual }: ChoiceProps) {
  return (
    <fieldset className="not-first:mt-4">
      <legend className="label-caps mb-1">{legend}</legend>
      {values.map((each) => (
        <label key={each} className="flex cursor-pointer items-center gap-3 rounded-sm px-1 target hover:bg-line">
          <input
            type="radio"
            name={name}
            value={each}
            checked={value === each}
            onChange={() => choose(name, each, usual)}
            className="size-4"
          />
          {words[each]}
        </label>
      ))}
    </fieldset>
  )
}
