import { useSyncExternalStore } from 'react'
import { ask } from '#client/http.ts'
import type { WritingHeard } from '#domain/presence.ts'
import type { ThreadSubject } from '#domain/thread.ts'
import type { Creator } from '#domain/viewer.ts'

/* Who else is at the chapter at this moment, as its live stream tells. It is shown, and kept nowhere. */

/** Somebody who has not been heard writing for so long has stopped. Milliseconds. */
const WRITES_FOR = 8_000
/** A writer is told of once in so long. Milliseconds. */
const TELL_EVERY = 4_000

const NOBODY: readonly Creator[] = []
let readers = 0
const writers = new Map<string, readonly Creator[]>()
const endings = new Map<string, ReturnType<typeof setTimeout>>()
const ears = new Set<() => void>()

const changed = () => {
  for (const ear of ears) ear()
}
const subscribe = (ear: () => void) => {
  ears.add(ear)
  return () => ears.delete(ear)
}

function setWriter({ about, writer, writing }: WritingHeard): void {
  const others = (writers.get(about) ?? NOBODY).filter(({ id }) => id !== writer.id)
  const now = writing ? [...others, writer] : others
  if (now.length > 0) writers.set(about, now)
  else writers.delete(about)
  const name = `${about} ${writer.id}`
  clearTimeout(endings.get(name))
  endings.delete(name)
  if (writing) endings.set(name, setTimeout(setWriter, WRITES_FOR, { about, writer, writing: false }))
  changed()
}

/** Listens to what a stream tells of readers and writers. */
export function hearPresence(source: EventSource): void {
  source.addEventListener('readers', ({ data }: MessageEvent<string>) => {
    readers = JSON.parse(data).count
    changed()
  })
  source.addEventListener('writing', ({ data }: MessageEvent<string>) => setWriter(JSON.parse(data)))
}

/** The stream has ended: nobody is known to be there. */
export function hearNobody(): void {
  readers = 0
  for (const ending of endings.values()) clearTimeout(ending)
  endings.clear()
  writers.clear()
  changed()
}

/** How many people read the chapter now, the reader included; 0 while it is not known. */
export const useReadingNow = (): number =>
  useSyncExternalStore(
    subscribe,
    () => readers,
    () => 0,
  )

/** Who is writing below a note, an answer or a question. */
export const useWritersOn = (about: string): readonly Creator[] =>
  useSyncExternalStore(
    subscribe,
    () => writers.get(about) ?? NOBODY,
    () => NOBODY,
  )

let toldAt = 0
let toldAbout = ''

type Place = { groupId: string; chapter: string }

/** Tells the others that the reader is writing in a thread, at most once in a few seconds, or that they have stopped. It may fail unheard. */
export function tellWriting({ groupId, chapter }: Place, subject: ThreadSubject, about: string, writing: boolean): void {
  const isRecent = toldAbout === about && Date.now() - toldAt < (writing ? TELL_EVERY : WRITES_FOR)
  if (isRecent === writing) return
  toldAt = writing ? Date.now() : 0
  toldAbout = about
  void ask('POST', `/api/groups/${groupId}/writing`, { chapter, subject, writing }).catch(() => {})
}
