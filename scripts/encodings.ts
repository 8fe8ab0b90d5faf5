import type { IncomingMessage } from 'node:http'

/** Whether a request allows an encoding of the answer. */
export const understands = (request: IncomingMessage, encoding: 'br' | 'gzip'): boolean =>
  new RegExp(`\\b${encoding}\\b(?!;\\s*q=0(\\.0+)?\\b)`).test(String(request.headers['accept-encoding'] ?? ''))
