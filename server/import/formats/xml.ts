import 'server-only'
import { characterEntities } from 'character-entities'
import type { Element, Properties, Root } from 'hast'
import { SaxesParser } from 'saxes'
import { Problem, say } from '#domain/problem.ts'
import { mathText } from '#server/import/formats/math.ts'
import { IMPORT_LIMITS } from '#server/import/limits.ts'

/** XML that is not well-formed. `line` counts from 1. */
export class XmlError extends Error {
  override name = 'XmlError'
  readonly line: number

  constructor(line: number, message: string) {
    super(message)
    this.line = line
  }
}

/**
 * Parses XML into the same kind of tree as HTML. Names lose their prefix (`dc:title` is `title`), attributes keep it.
 * Entities of HTML are known; a document that defines others is refused, and nothing outside the document is ever looked up.
 * @throws XmlError when it is not well-formed
 * @throws Problem when it is a trap
 */
export function parseXml(source: string): Root {
  const root: Root = { type: 'root', children: [] }
  const open: (Root | Element)[] = [root]
  const parser = new SaxesParser({ xmlns: false, position: true })
  Object.assign(parser.ENTITIES, characterEntities, { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" })
  const addText = (value: string) => {
    const parent = open.at(-1) as Element
    if (open.length > 1) parent.children.push({ type: 'text', value })
  }
  parser.on('doctype', refuseEntities)
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > IMPORT_LIMITS.depth) throw tooDeep()
    const place = { line: parser.line, column: parser.column + 1 }
    const element: Element = {
      type: 'element',
      tagName: localName(name),
      properties: properties(attributes),
      children: [],
      position: { start: place, end: place },
    }
    ;(open.at(-1) as Element).children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => {
    const closed = open.pop()
    // Of an equation only its line is read, and a book of them would be held as millions of elements.
    if (closed?.type === 'element' && closed.tagName === 'math') closed.children = [{ type: 'text', value: mathText(closed) }]
  })
  parser.on('error', ({ message }) => {
    throw new XmlError(parser.line, message.replace(/^(undefined:)?\d+:\d+: /, ''))
  })
  parser.write(source.replace(/^\uFEFF/, '')).close()
  return root
}

/** The refusal of a document whose elements stand inside each other beyond reason. */
export function tooDeep(): Problem {
  return new Problem('invalid', say('tooDeep'))
}

function refuseEntities(doctype: string): void {
  for (const [, name = ''] of doctype.matchAll(/<!ENTITY\s+(?:%\s+)?([^\s"'>]+)/g)) {
    if (!Object.hasOwn(characterEntities, name)) {
      throw new Problem('invalid', say('ownEntities'))
    }
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function properties(attributes: Record<string, string>): Properties {
  if (attributes.class === undefined) return attributes
  const { class: className, ...others } = attributes
  return { ...others, className: className?.split(/\s+/).filter(Boolean) ?? [] }
}

/** Every element of this name below, in the order of the document. */
export function findElements(node: Root | Element, name: string): Element[] {
  const found: Element[] = []
  const search = ({ children }: Root | Element) => {
    for (const child of children) {
      if (child.type !== 'element') continue
      if (child.tagName === name) found.push(child)
      search(child)
    }
  }
  search(node)
  return found
}
