import { directionOf } from '#domain/language.ts'

/** Numbers of paragraphs in people's words, which lead to places on the page of the text (server/markdown/cited-paragraphs.ts). */
const CITED = /<a href="#(p\d[^"]*)"( class="chip")?>([^<]*)<\/a>/g

type ProseProps = { html: string; textAt?: string | null; className?: string; lang?: string }

/**
 * What somebody wrote, as text on the page.
 * @param html made safe by the server (server/markdown/markdown.ts); never anything that a person typed
 * @param textAt the address of the page with the text that the words are about; this page unless told, null where there may be none
 */
export function Prose({ html, textAt, className = '', lang }: ProseProps) {
  const link = textAt === null ? '$3' : `<a href="${textAt}#$1"$2>$3</a>`
  const shown = textAt === undefined ? html : html.replace(CITED, link)
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the server sanitized it; the browser never downloads a Markdown parser
  return <div className={`prose ${className}`} lang={lang} dir={lang && directionOf(lang)} dangerouslySetInnerHTML={{ __html: shown }} />
}
