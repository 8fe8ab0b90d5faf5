import 'server-only'
import { Problem } from '#domain/problem.ts'
import type { Viewer } from '#domain/viewer.ts'
import { takeNetworkPoint, takePoint } from '#server/rate-limit.ts'
import { clientAddress } from '#server/route.ts'
import { viewerOfRequest } from '#server/viewer.ts'

/**
 * One request to next-auth. Attempts are counted where next-auth hands us the act itself, whatever the address was called. It turns
 * what we throw there into a redirect, so the refusal is kept here too, for the answer.
 */
export class SignInAttempt {
  readonly address: string
  readonly userAgent: string
  /** Whom the browser's cookie still belongs to. */
  readonly findViewer: () => Promise<Viewer | null>
  refusal: Problem | null = null

  constructor(request: Request) {
    this.address = clientAddress(request)
    this.userAgent = request.headers.get('user-agent') ?? ''
    this.findViewer = () => viewerOfRequest(request)
  }

  /**
   * Takes a point for a mail to be sent.
   * @throws Problem `too-many`
   */
  countMail(to: string): Promise<void> {
    return this.keep(async () => {
      await takeNetworkPoint('mail-network', this.address)
      await takePoint('link-to', to)
    })
  }

  /** Does something whose refusal is the answer, whatever next-auth makes of it. */
  async keep(act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } catch (error) {
      if (error instanceof Problem) this.refusal = error
      throw error
    }
  }
}
