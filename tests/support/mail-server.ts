import { EventEmitter, once } from 'node:events'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A real SMTP server that keeps what it receives. */
export class MailServer {
  url = ''
  readonly received: ParsedMail[] = []
  /** Called with each mail before its sender hears that it was taken. */
  onMail: (mail: ParsedMail) => void = () => {}
  #refusal: number | null = null
  readonly #arrivals = new EventEmitter()
  readonly #server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        const responseCode = this.#refusal
        this.#refusal = null
        if (responseCode !== null) return done(Object.assign(new Error('Not now.'), { responseCode }))
        this.received.push(mail)
        this.onMail(mail)
        this.#arrivals.emit('mail', mail)
        done()
      }, done)
    },
  })

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server.server, 'listening')
    const address = this.#server.server.address()
    if (!address || typeof address === 'string') throw new Error('no port')
    this.url = `smtp://127.0.0.1:${address.port}`
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }

  /** The next mail is answered with this code, and not taken. */
  refuseNext(code: number): void {
    this.#refusal = code
  }

  /** Does something and waits for the mail that it causes. */
  async mailAfter(act: () => Promise<unknown>): Promise<ParsedMail> {
    const [[mail]] = await Promise.all([once(this.#arrivals, 'mail', { signal: AbortSignal.timeout(10_000) }), act()])
    return mail
  }
}

/** The address in a mail's text. */
export function linkIn(mail: ParsedMail): URL {
  const found = /https?:\/\/\S+\?\S+/.exec(mail.text ?? '')
  if (!found) throw new Error(`no link in: ${mail.text}`)
  return new URL(found[0])
}
