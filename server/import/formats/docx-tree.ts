import 'server-only'
import { SaxesParser } from 'saxes'

/** An element of a part of a Word file, with the prefix of its name, so that it can be written again. */
export type Part = { name: string; attributes: Record<string, string>; children: (Part | string)[] }

/** Reads a part that was found well-formed before. */
export function readPart(source: string): Part {
  const root: Part = { name: '', attributes: {}, children: [] }
  const open = [root]
  const parser = new SaxesParser({ xmlns: false })
  parser.on('text', (text) => open.at(-1)?.children.push(text))
  parser.on('cdata', (text) => open.at(-1)?.children.push(text))
  parser.on('opentag', ({ name, attributes }) => {
    const part: Part = { name, attributes, children: [] }
    open.at(-1)?.children.push(part)
    open.push(part)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.write(source.replace(/^\uFEFF/, '')).close()
  return root
}

/** Writes it again. */
export function writePart(part: Part): string {
  const written: string[] = []
  const write = (node: Part | string): void => {
    if (typeof node === 'string') {
      written.push(escaped(node))
      return
    }
    const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escaped(value).replaceAll('"', '&quot;')}"`)
    if (node.name !== '') written.push(`<${node.name}${attributes.join('')}>`)
    for (const child of node.children) write(child)
    if (node.name !== '') written.push(`</${node.name}>`)
  }
  write(part)
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${written.join('')}`
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/** The name without its prefix. */
export function localName(part: Part | string): string {
  return typeof part === 'string' ? '' : part.name.slice(part.name.indexOf(':') + 1)
}

/** The elements right below with this name. */
export function childrenOf(part: Part | undefined, name: string): Part[] {
  return (part?.children ?? []).filter((child): child is Part => localName(child) === name)
}

/** The first element below, however deep, that stands at the end of these names, each a child of the one before. */
export function findPart(part: Part | undefined, ...path: string[]): Part | undefined {
  return path.reduce<Part | undefined>((found, name) => childrenOf(found, name)[0], part)
}

/** `w:val` of an element, or of one of its children. */
export function valOf(part: Part | undefined, child?: string): string | undefined {
  const holder = child === undefined ? part : findPart(part, child)
  const entry = Object.entries(holder?.attributes ?? {}).find(([name]) => name.endsWith(':val') || name === 'val')
  return entry?.[1]
}

/** Every element below with this name. */
export function partsCalled(part: Part, name: string): Part[] {
  const found: Part[] = []
  const search = (node: Part): void => {
    for (const child of node.children) {
      if (typeof child === 'string') continue
      if (localName(child) === name) found.push(child)
      search(child)
    }
  }
  search(part)
  return found
}
