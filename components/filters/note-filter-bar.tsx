'use client'

import { type ChangeEvent, useMemo } from 'react'
import { type NoteFilter, passes } from '#components/chapter-state/note-filter.ts'
import { useNoteFilter } from '#components/chapter-state/note-filtering.tsx'
import { useNotes } from '#components/chapter-state/notes-context.tsx'
import { useNameOf, useTalkPlace } from '#components/threads/talk-place.tsx'
import { useUnread } from '#components/threads/unread.tsx'
import { Select } from '#components/ui/field.tsx'
import { distinctTags } from '#domain/tag.ts'

/** Chooses whose notes are shown, and whether the text is marked at all; says so as long as something is hidden. */
export function NoteFilterBar() {
  const { standing, lost } = useNotes()
  const { shown, shownLost, filter, setFilter, filterOpen, highlightsOn, setHighlightsOn } = useNoteFilter()
  const all = standing.length + lost.length
  const button = 'inline-flex items-center font-medium text-accent target hover:underline'
  return (
    <div className="note-filter">
      {filterOpen && <Choices />}
      <p className="text-sm">
        <span role="status">{filter && `Showing ${whatOf(filter)}: ${shown.length + shownLost.length} of ${all}`}</span>
        {filter && (
          <>
            {' · '}
            <button type="button" className={button} onClick={() => setFilter(null)}>
              Show all
            </button>
          </>
        )}
      </p>
      {!highlightsOn && !filterOpen && (
        <p className="text-sm">
          Highlights are off ·{' '}
          <button type="button" className={button} onClick={() => setHighlightsOn(true)}>
            Turn on
          </button>
        </p>
      )}
    </div>
  )
}

function whatOf(filter: NoteFilter): string {
  switch (filter.kind) {
    case 'mine':
      return 'your notes'
    case 'person':
      return `${filter.name}’s notes`
    case 'questions':
      return 'questions'
    case 'tag':
      return `notes tagged “${filter.tag}”`
    case 'new':
      return 'new notes'
  }
}

type Choice = { value: string; label: string; filter: NoteFilter; count: number }

function Choices() {
  const { filter, setFilter, highlightsOn, setHighlightsOn } = useNoteFilter()
  const { all, first, people, tags } = useChoices()
  const choices = [...first, ...people, ...tags]
  const onChange = ({ target }: ChangeEvent<HTMLSelectElement>) => {
    setFilter(choices.find(({ value }) => value === target.value)?.filter ?? null)
  }
  const options = (list: Choice[]) =>
    list.map(({ value, label, count }) => (
      <option key={value} value={value}>
        {label} ({count})
      </option>
    ))
  return (
    <div className="space-y-2 pb-1">
      <Select label="Show" value={filter ? keyOf(filter) : 'all'} onChange={onChange}>
        <option value="all">Everybody’s notes ({all})</option>
        {options(first)}
        {people.length > 0 && <optgroup label="One person">{options(people)}</optgroup>}
        {tags.length > 0 && <optgroup label="Tagged">{options(tags)}</optgroup>}
      </Select>
      <label className="flex w-fit items-center gap-2 text-sm target">
        <input type="checkbox" checked={highlightsOn} onChange={({ target }) => setHighlightsOn(target.checked)} />
        Highlights in the text
      </label>
    </div>
  )
}

function keyOf(filter: NoteFilter): string {
  if (filter.kind === 'person') return `person ${filter.id}`
  return filter.kind === 'tag' ? `tag ${filter.tag}` : filter.kind
}

/** Every filter that there is something for, with how much; the one that is chosen stays, though nothing may be left for it. */
function useChoices(): { all: number; first: Choice[]; people: Choice[]; tags: Choice[] } {
  const { standing, lost, commentsOn } = useNotes()
  const { filter: chosen } = useNoteFilter()
  const { viewerId } = useTalkPlace()
  const nameOf = useNameOf()
  const { came } = useUnread()
  return useMemo(() => {
    const notes = [...standing, ...lost]
    const seen = { viewerId, came, commentsOn }
    const choice = (filter: NoteFilter, label: string): Choice => {
      const count = notes.filter((note) => passes(filter, note, seen)).length
      return { value: keyOf(filter), label, filter, count }
    }
    const isOffered = ({ value, count }: Choice) => count > 0 || (chosen !== null && keyOf(chosen) === value)
    const names = new Map(notes.flatMap(({ creator }) => (creator ? [[creator.id, nameOf(creator)] as const] : [])))
    names.delete(viewerId)
    return {
      all: notes.length,
      first: [choice({ kind: 'mine' }, 'Mine'), choice({ kind: 'questions' }, 'Questions'), choice({ kind: 'new' }, 'New')].filter(
        isOffered,
      ),
      people: [...names].sort(([, a], [, b]) => a.localeCompare(b)).map(([id, name]) => choice({ kind: 'person', id, name }, name)),
      tags: distinctTags(notes.flatMap(({ tags }) => tags))
        .sort()
        .map((tag) => choice({ kind: 'tag', tag }, tag)),
    }
  }, [standing, lost, commentsOn, viewerId, nameOf, came, chosen])
}
