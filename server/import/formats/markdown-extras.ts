import 'server-only'
import type { Nodes, Paragraph, Root } from 'mdast'
import type { ReportEntry } from '#domain/import/blocks/text.ts'
import { eachNode } from '#server/content/each-node.ts'
import { plainTeX } from '#server/import/formats/math.ts'

/*
 * What programs for notes and books add to Markdown. It is read as what it means, or left out by name, so that nothing of it ends up as
 * stray signs in the text.
 */

type Extra = { pattern: RegExp; reason: string; write: (groups: string[]) => string }

/** On the text as it is typed, outside of code; each keeps the lines that it takes. */
const TYPED: Extra[] = [
  { pattern: /%%[\s\S]*?%%/g, reason: 'comment of the writer', write: ([all = '']) => all.replace(/[^\n]+/g, '') },
  { pattern: /<!--[\s\S]*?-->/g, reason: 'comment of the writer', write: ([all = '']) => all.replace(/[^\n]+/g, '') },
  { pattern: /^[ \t]*:{3,}[^\n]*$/gm, reason: 'mark of a box', write: () => '' },
  { pattern: /(?<=^#{1,6}[^\n]*?)[ \t]*\{[#.:\w][^{}\n]*\}[ \t]*$/gm, reason: 'mark of a heading', write: () => '' },
  { pattern: /(?<=[\])])\{[#.][^{}\n]*\}/g, reason: 'mark of words', write: () => '' },
  {
    pattern: /\\(?:index|label|vspace|hspace)\*?\{[^{}\n]*\}|\\(?:newpage|pagebreak|clearpage|noindent)\b/g,
    reason: 'mark for the typesetter',
    write: () => '',
  },
  { pattern: /\{\{#[^{}\n]*\}\}/g, reason: 'file that is put in by a program', write: () => '' },
  { pattern: /!\[\[[^[\]\n]*\]\]/g, reason: 'picture', write: () => '' },
  { pattern: /(?<!!)\[\[([^[\]|\n]*?)(?:#[^[\]|\n]*)?\|([^[\]\n]*)\]\]/g, reason: '', write: ([, , label = '']) => label },
  { pattern: /(?<!!)\[\[([^[\]|\n]+)\]\]/g, reason: '', write: ([, target = '']) => target },
  { pattern: /(?<![=\w])==(?=\S)([^=\n]+?)(?<=\S)==(?![=\w])/g, reason: '', write: ([, words = '']) => words },
  // A box shows its title, or else what kind it is of.
  {
    pattern: /^([ \t]*>[ \t]*)\[!([\w-]+)\][+-]?[ \t]*([^\n]*)/gm,
    reason: '',
    write: ([, quote = '', kind = '', title = '']) => `${quote}**${title.trim() || `${titleCase(kind)}:`}**`,
  },
  {
    pattern: /(?<!\$|\\|\w)\$(?=[^\s$])([^$\n]*?[^\s$\\])\$(?![\d$])/g,
    reason: '',
    write: ([all = '', math = '']) => (isMath(math) ? escaped(plainTeX(math)) : all),
  },
  { pattern: /(?<=[\p{L}\p{N}])~(\d{1,4})~(?!~)/gu, reason: '', write: ([, digits = '']) => `<sub>${digits}</sub>` },
  { pattern: /(?<=[\p{L}\p{N})])\^(\d{1,4}|[a-z]{1,3})\^/gu, reason: '', write: ([, raised = '']) => `<sup>${raised}</sup>` },
]

/** Fenced code, code within a line and addresses in angle brackets, which are left as they are. */
const LEFT = /(^[ \t]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t]*\2[`~]*[ \t]*$|(?![\s\S])))|(`+)(?!`)[^`]*?[^`]?\3(?!`)/gm

/** The text without the extras that stand in what is typed. */
export function withoutExtras(text: string, file: string | undefined): { markdown: string; entries: ReportEntry[] } {
  const entries: ReportEntry[] = []
  const kept: string[] = []
  // Code stands aside while the rest is read.
  const open = text.replace(LEFT, (code) => `\ue020${kept.push(code) - 1}\ue021${'\n'.repeat(code.split('\n').length - 1)}\ue022`)
  let markdown = open
  for (const { pattern, reason, write } of TYPED) {
    markdown = markdown.replace(pattern, (...found) => {
      const at = found.findIndex((part) => typeof part === 'number')
      const groups = found.slice(0, at).map((part) => String(part ?? ''))
      const written = write(groups)
      const before = (groups[0] ?? '').trim()
      if (reason && before) {
        const line = markdown.slice(0, found[at] as number).split('\n').length
        entries.push({ kind: 'dropped', origin: { ...(file !== undefined && { file }), line }, reason, before, after: null, isAside: true })
      }
      return written
    })
  }
  markdown = markdown.replace(/\ue020(\d+)\ue021\n*\ue022/g, (_, index: string) => kept[Number(index)] ?? '')
  return { markdown, entries }
}

const titleCase = (word: string) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()

/** Sums of money stand between signs of dollars, too: an equation has a sign that sums have not. */
function isMath(inside: string): boolean {
  return /[\\^_=<>+{}/]/.test(inside) || /^\p{L}'?$/u.test(inside)
}

function escaped(text: string): string {
  return text.replace(/[\\*_[\]<>`~^$]/g, '\\$&')
}

/** What only the parsed text shows: a definition below its term becomes a paragraph of its own. */
export function readExtras(tree: Root): void {
  const walk = (node: Nodes): void => {
    if (!('children' in node)) return
    const parent: { children: Nodes[] } = node
    parent.children = parent.children.flatMap((child): Nodes[] => (child.type === 'paragraph' ? definitionsIn(child) : [child]))
    for (const child of parent.children) walk(child)
  }
  walk(tree)
}

function definitionsIn(paragraph: Paragraph): Paragraph[] {
  const parts: Paragraph[] = [{ ...paragraph, children: [] }]
  for (const child of paragraph.children) {
    const pieces = child.type === 'text' ? child.value.split(/\n:[ \t]+/) : []
    if (child.type !== 'text' || pieces.length === 1) {
      parts.at(-1)?.children.push(child)
      continue
    }
    pieces.forEach((value, index) => {
      if (index > 0) parts.push({ ...paragraph, children: [] })
      if (value !== '') parts.at(-1)?.children.push({ ...child, value })
    })
  }
  return parts.filter(({ children }) => children.length > 0)
}

/** True when markup is typed among the Markdown. */
export function hasMarkup(tree: Root): boolean {
  let found = false
  eachNode(tree, ({ type }) => {
    found ||= type === 'html'
  })
  return found
}
