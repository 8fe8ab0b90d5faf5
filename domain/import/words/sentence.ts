/** Where sentences end and begin. Everything here takes plain text or inline Markdown and looks only at its two ends. */

const CLOSERS = /(?:\[\^[^\]]+\]|\ue000\d+\ue001|\\?[\])"'”’»›*_」』）]|[¹²³⁰⁴-⁹†‡]|\s)+$/u
const OPENERS = /^(?:\\?[[("'“‘«‹*_]|\s)+/u
const SENTENCE_END = /[.!?…:。．｡！？؟۔։।]$/u

/** "a)", "(ii)": what follows is an item, whatever its first letter. */
const LABEL = /^\(?(?:\p{Ll}|[ivx]{1,4}|\d{1,3})[.)]\s/u

/** Words after which an English sentence cannot end, so that what follows goes on with it even when it begins with a capital. */
const LEANING = new Set(
  (
    'a an the of to in on at by for with from into onto upon over under between among against about through during without within ' +
    'and or but nor that which who whom whose when where while if because although than as is was were are be been being had has have ' +
    'his her its their our my your this these those not no very more most such every each some any de la le du von van der'
  ).split(' '),
)

const ABBREVIATIONS =
  /(?:^|[\s(“‘])(?:vol|pp?|ch|no|nos|cf|e\.g|i\.e|viz|ed|eds|fig|st|mr|mrs|ms|dr|prof|rev|gen|col|jan|feb|aug|sept?|oct|nov|dec)\.$/iu

/** True when a paragraph with this text ends as paragraphs do: with a full stop, ! or ?, a colon, a quotation mark or a bracket. */
export function isClosed(text: string): boolean {
  const end = text.replace(/(?:\[\^[^\]]+\]|[*_¹²³⁰⁴-⁹†‡]|\s)+$/u, '')
  return /[.!?…:。．｡！？؟۔։।"'”’»›)\]」』）]$/u.test(end)
}

/** True when the last mark is one that ends a sentence or announces what follows; quotation marks and brackets are looked through. */
export function endsSentence(text: string): boolean {
  const end = text.replace(CLOSERS, '')
  return SENTENCE_END.test(end) && !ABBREVIATIONS.test(end)
}

/** True when the first letter, after quotation marks and brackets, is a small one. */
export function startsSmall(text: string): boolean {
  return /^\p{Ll}/u.test(text.replace(OPENERS, '')) && !LABEL.test(text)
}

/** True when the text closes a bracket that was opened before it, as the end of a reference does: "XV]; 73)." A label does not. */
export function closesBracket(text: string): boolean {
  let open = 0
  for (const [bracket] of text.matchAll(/[[\]()]/g)) {
    open += bracket === '[' || bracket === '(' ? 1 : -1
    if (open < 0) return !/^\S{1,7}\)\s/u.test(text)
  }
  return false
}

/** True when the text begins with a label such as "a)", "(ii)" or "3.". */
export function startsWithLabel(text: string): boolean {
  return LABEL.test(text)
}

/** True when the first letter, after quotation marks and brackets, is a capital or a digit. */
export function startsLarge(text: string): boolean {
  return /^[\p{Lu}\p{Lt}\p{Nd}]/u.test(text.replace(OPENERS, ''))
}

/** True when the text stops at a word, a comma or a hyphen that something must follow. */
export function leansOn(text: string): boolean {
  if (/[,\-‐–—(“‘]$/u.test(text)) return true
  const last = /(\p{L}+)$/u.exec(text)?.[1]
  return last !== undefined && LEANING.has(last.toLowerCase())
}

/** True when `after` clearly goes on with the sentence in which `before` stops. */
export function isBroken(before: string, after: string): boolean {
  return before !== '' && !endsSentence(before) && startsSmall(after)
}
