import { MailCode } from '#domain/mail.ts'
import { stopMail } from '#server/notifications/mail-settings.ts'
import { openRoute } from '#server/route.ts'

// Mail programs send it by themselves, from nowhere and for nobody (RFC 8058); the link in the letter leads to a page that asks.
export const POST = openRoute({
  input: MailCode,
  run: stopMail,
  raw: true,
  anyViewer: true,
  fromAnywhere: true,
  form: { goOn: ({ code }) => `/mail/${code}` },
})
