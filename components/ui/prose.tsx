import { directionOf } from '#domain/language.ts'

/**
 * What somebody wrote, as text on the page.
 * @param html made safe by the server (server/words/markdown.ts); never anything that a person typed
 */
export function Prose({ html, className = '', lang }: { html: string; className?: string; lang?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the server sanitized it; the browser never downloads a Markdown parser
  return <div className={`prose ${className}`} lang={lang} dir={lang && directionOf(lang)} dangerouslySetInnerHTML={{ __html: html }} />
}
