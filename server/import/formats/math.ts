import 'server-only'
import type { Element, Nodes } from 'hast'

/** Digits and signs that have a raised or lowered form of their own. */
const RAISED: Record<string, string> = Object.fromEntries(
  [...'0123456789+-=()n'].map((sign, at) => [sign, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ'][at] ?? sign]),
)
const LOWERED: Record<string, string> = Object.fromEntries(
  [...'0123456789+-=()'].map((sign, at) => [sign, [...'₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'][at] ?? sign]),
)

/**
 * An equation on one line: the words that it brings for those who cannot see it, else what can be written of it with signs. Reads MathML, and
 * the equations of Word, whose elements have other names for the same things.
 */
export function mathText(node: Element): string {
  const told = node.properties.alttext ?? node.properties.alttextClean
  if (typeof told === 'string' && told.trim() !== '') return plainTeX(told)
  return lineOf(node).replace(/\s+/g, ' ').trim()
}

/** TeX without what only sets it: `{\\displaystyle x^{2}}` is x². */
export function plainTeX(source: string): string {
  return source
    .replace(/^\{?\s*\\(?:display|text)style\s*|^\$+|\$+$/g, '')
    .replace(/\\(?:mathrm|mathbf|mathit|text|operatorname)\s*\{([^{}]*)\}/g, '$1')
    .replace(/\\frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, (_, over: string, under: string) => `${bracketed(over)}/${bracketed(under)}`)
    .replace(/\^\{?([0-9+\-=()n]+)\}?/g, (_, signs: string) => scripted(signs, RAISED, '^'))
    .replace(/_\{?([0-9+\-=()]+)\}?/g, (_, signs: string) => scripted(signs, LOWERED, '_'))
    .replace(/\\[,;:! ]/g, ' ')
    .replace(/\}$/, (end) => (source.startsWith('{') ? '' : end))
    .trim()
}

function lineOf(node: Nodes): string {
  if (node.type === 'text') return node.value
  if (node.type !== 'element') return ''
  const parts = node.children.filter((child) => child.type === 'element' || (child.type === 'text' && child.value.trim() !== ''))
  const [first, second, third] = parts.map(lineOf)
  switch (node.tagName) {
    case 'annotation':
    case 'annotation-xml':
      return ''
    case 'semantics':
      return first ?? ''
    case 'mfrac':
    case 'f':
      return `${bracketed(named(node, 'num') ?? first ?? '')}/${bracketed(named(node, 'den') ?? second ?? '')}`
    case 'msup':
    case 'sSup':
      return (named(node, 'e') ?? first ?? '') + scripted(named(node, 'sup') ?? second ?? '', RAISED, '^')
    case 'msub':
    case 'sSub':
      return (named(node, 'e') ?? first ?? '') + scripted(named(node, 'sub') ?? second ?? '', LOWERED, '_')
    case 'msubsup':
    case 'sSubSup':
    case 'munderover':
      return `${named(node, 'e') ?? first ?? ''}${scripted(named(node, 'sub') ?? second ?? '', LOWERED, '_')}${scripted(named(node, 'sup') ?? third ?? '', RAISED, '^')}`
    case 'nary':
      return `∑${scripted(named(node, 'sub') ?? '', LOWERED, '_')}${scripted(named(node, 'sup') ?? '', RAISED, '^')} ${named(node, 'e') ?? ''}`
    case 'msqrt':
    case 'rad':
      return `√${bracketed(named(node, 'e') ?? parts.map(lineOf).join(''))}`
    case 'd':
      return `(${parts.map(lineOf).join(', ')})`
    case 'mtr':
    case 'mr':
      return `${parts.map(lineOf).join(', ')}; `
    case 'mo':
      return ` ${parts.map(lineOf).join('').trim()} `
    default:
      return parts.map(lineOf).join('')
  }
}

/** What stands in a child with this name, as Word names the places of an equation. */
function named(node: Element, name: string): string | undefined {
  const child = node.children.find((one) => one.type === 'element' && one.tagName === name)
  return child ? lineOf(child) : undefined
}

function bracketed(text: string): string {
  const plain = text.trim()
  return /^[\p{L}\p{N}⁰-₎²³¹.]*$/u.test(plain) ? plain : `(${plain})`
}

function scripted(text: string, signs: Record<string, string>, mark: string): string {
  const plain = text.trim()
  if (plain === '') return ''
  return [...plain].every((sign) => sign in signs) ? [...plain].map((sign) => signs[sign]).join('') : `${mark}${bracketed(plain)}`
}
