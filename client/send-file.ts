import { answerOf, OfflineError } from '#client/http.ts'
import { viewerHeaders } from '#client/viewer.ts'
import type { AboutDraft } from '#domain/import-draft.ts'

type Sending = {
  /** Made before sending, so that sending twice makes one draft. */
  id: string
  file: File
  /** How much has left this device, from 0 to 1. */
  onProgress: (part: number) => void
  signal: AbortSignal
}

/**
 * Sends a file to be imported, telling how far it is.
 * @throws Problem as the server told it; OfflineError when no answer came; DOMException `AbortError` when it was called off
 */
export function sendFile({ id, file, onProgress, signal }: Sending): Promise<AboutDraft> {
  return new Promise((resolve, reject) => {
    // fetch cannot tell how much of a body has been sent.
    const request = new XMLHttpRequest()
    request.open('POST', `/api/import-drafts?${new URLSearchParams({ id, name: file.name })}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    for (const [name, value] of Object.entries(viewerHeaders())) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(new OfflineError())
    request.onabort = () => reject(new DOMException('called off', 'AbortError'))
    request.onload = () => {
      const headers = { 'content-type': request.getResponseHeader('content-type') ?? '' }
      resolve(answerOf(new Response(request.responseText, { status: request.status, headers })))
    }
    signal.addEventListener('abort', () => request.abort(), { once: true })
    if (signal.aborted) request.onabort(new ProgressEvent('abort'))
    else request.send(file)
  })
}
