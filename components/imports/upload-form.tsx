'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FileUp } from 'lucide-react'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type DragEvent, useId, useRef, useState } from 'react'
import { newId } from '#client/new-id.ts'
import { keys } from '#client/query-keys.ts'
import { sendFile } from '#client/send-file.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { ACCEPTED, MOST_BYTES } from '#domain/import-draft.ts'

const MEGABYTES = MOST_BYTES / 1_000_000

/** Why a file is not even sent, or null. */
function refusalOf(file: File): string | null {
  if (file.size === 0) return `“${file.name}” is empty. Choose another file.`
  if (file.size <= MOST_BYTES) return null
  const size = Math.ceil(file.size / 1_000_000)
  return `“${file.name}” has ${size} MB. At most ${MEGABYTES} MB can be imported. A whole book as text has one or two: leave out its pictures.`
}

/** Takes a file by choosing or by dropping it, sends it, and goes on to its review. */
export function UploadForm() {
  const [refusal, setRefusal] = useState<string | null>(null)
  const [over, setOver] = useState(false)
  const [part, setPart] = useState(0)
  const calledOff = useRef<AbortController>(null)
  const input = useRef<HTMLInputElement>(null)
  const [router, client] = [useRouter(), useQueryClient()]
  const id = useId()
  const send = useMutation({
    mutationFn: (file: File) => {
      calledOff.current = new AbortController()
      setPart(0)
      return sendFile({ id: newId(), file, onProgress: setPart, signal: calledOff.current.signal })
    },
    onSuccess: ({ draftId }) => {
      void client.invalidateQueries({ queryKey: keys.importDrafts })
      router.push(`/texts/import/${draftId}` as Route)
    },
    onSettled: () => {
      // The same file may be chosen again.
      if (input.current) input.current.value = ''
    },
  })
  const busy = send.isPending || send.isSuccess
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (!file || busy) return
    const sentence =
      files.length > 1 ? 'Choose one file at a time. A folder of Markdown is imported with “npm run guide -- import”.' : refusalOf(file)
    setRefusal(sentence)
    send.reset()
    if (!sentence) send.mutate(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  const drag = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  const failed = refusal ?? (send.error && send.error.name !== 'AbortError' ? send.error.message : null)
  return (
    <section aria-labelledby={`${id}-title`} className="space-y-4">
      <h2 id={`${id}-title`}>A new text</h2>
      {failed && <Notice tone="error">{failed}</Notice>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the pointer's short way; the button inside does the same */}
      <div
        onDragOver={drag}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`rounded-lg border-2 border-dashed p-6 text-center ${over ? 'border-accent bg-raised' : 'border-muted'}`}
      >
        {busy ? (
          <Progress part={part} callOff={() => calledOff.current?.abort()} done={send.isSuccess} />
        ) : (
          <>
            <Button variant="primary" onClick={() => input.current?.click()} aria-describedby={`${id}-kinds`}>
              <FileUp aria-hidden size={20} />
              Choose a file
            </Button>
            <p className="mt-3 hidden text-muted sm:block">or drop it here</p>
          </>
        )}
        <input
          ref={input}
          type="file"
          accept={ACCEPTED.join(',')}
          className="hidden"
          aria-label="File with the text"
          onChange={({ target }) => take(target.files)}
        />
      </div>
      <p id={`${id}-kinds`} className="text-muted text-sm">
        Plain text (also scanned), Markdown, EPUB, Word (DOCX) or a web page (HTML), up to {MEGABYTES} MB. Nothing is published before you
        have looked at it and pressed “Publish”.
      </p>
      <noscript>
        <Notice tone="error">This page needs JavaScript. Without it, use the command “npm run guide -- import” on the machine.</Notice>
      </noscript>
    </section>
  )
}

function Progress({ part, callOff, done }: { part: number; callOff: () => void; done: boolean }) {
  const percent = Math.floor(part * 100)
  const reading = part >= 1
  return (
    <div className="mx-auto max-w-sm space-y-3">
      <p role="status">{reading ? 'Reading the text and looking for chapters…' : 'Sending the file…'}</p>
      <progress
        className="w-full"
        max={100}
        aria-label={reading ? 'Reading the text' : 'Sending the file'}
        {...(reading ? {} : { value: percent })}
      />
      {!reading && <p className="text-muted text-sm">{percent} %</p>}
      {!done && (
        <Button size="small" onClick={callOff}>
          Call it off
        </Button>
      )}
    </div>
  )
}
