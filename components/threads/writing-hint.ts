import { tellWriting } from '#client/presence.ts'
import type { TalkPlace } from '#components/threads/talk-place.tsx'
import type { Writing } from '#components/threads/use-writing.ts'
import type { ThreadSubject } from '#domain/thread.ts'
import { subjectIdOf } from '#domain/thread-subject.ts'

/** Lets others see that somebody is writing in a thread, where both sides want that: what is typed, and the end of it, is told. */
export function withHint(place: TalkPlace, subject: ThreadSubject): (writing: Writing) => Writing {
  if (!place.presence) return (writing) => writing
  const tell = (isWriting: boolean) => tellWriting(place, subject, subjectIdOf(subject), isWriting)
  return (writing) => ({
    ...writing,
    setText: (text, from) => {
      tell(text.trim() !== '')
      writing.setText(text, from)
    },
    close: (how) => {
      tell(false)
      writing.close(how)
    },
    finish: (sent, saved) => {
      tell(false)
      return writing.finish(sent, saved)
    },
  })
}
