import MessageFormat from '@messageformat/core'
import compileModule from '@messageformat/core/lib/compile-module.js'
import { parse, type Token } from '@messageformat/parser'
import { z } from 'zod'
import { Refusal } from '#scripts/refusal.ts'

const Catalogue = z.record(z.string().regex(/^[a-z][a-zA-Z0-9]*$/, 'a name is written like this: replyDeleted'), z.string().min(1))

/**
 * A catalogue as a module of functions, one a sentence, whose parameters are typed after the places in it.
 * @param language a BCP 47 tag: whose plurals and numbers the sentences have
 * @param name the catalogue in error messages
 * @param source JSON: sentences in ICU MessageFormat by their names
 * @throws Refusal naming the sentence that cannot be read
 */
export function compileMessages(language: string, name: string, source: string): string {
  const catalogue = Catalogue.parse(JSON.parse(source))
  const format = new MessageFormat(language, { returnType: 'string' })
  const imports = new Map<string, Set<string>>()
  const functions = Object.entries(catalogue).map(([key, sentence]) => {
    const [head = '', body = ''] = compileOne(format, `${name}: ${key}`, sentence).split('\nexport default {\n  message: ')
    for (const [, names = '', module = ''] of head.matchAll(/import \{ (.*) \} from "(.*)"/g)) {
      const known = imports.get(module) ?? new Set()
      for (const each of names.split(', ')) known.add(each)
      imports.set(module, known)
    }
    const parameters = parametersOf(parse(sentence))
    const fields = [...parameters].map(([parameter, type]) => `${parameter}: ${type}`).join('; ')
    const words = body.replace(/^\(d?\) => /, '').replace(/\n}$/, '')
    return `/** ${sentence.replaceAll('*/', '* /')} */\nexport const ${key} = (${fields && `d: { ${fields} }`}): string => (${words}) as string\n`
  })
  const head = [...imports].map(([module, names]) => `import { ${[...names].sort().join(', ')} } from '${module}'\n`)
  return `// Written by scripts/compile-messages.ts from messages/${name}.\n${head.join('')}\n${functions.join('')}`
}

function compileOne(format: MessageFormat, name: string, sentence: string): string {
  try {
    return compileModule(format, { message: sentence })
  } catch (error) {
    throw new Refusal(`The sentence ${name} cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}

/** What a sentence must be given, with the TypeScript type of each. */
function parametersOf(tokens: readonly Token[], known = new Map<string, string>()): Map<string, string> {
  for (const token of tokens) {
    if (token.type === 'content' || token.type === 'octothorpe') continue
    const isNumber = token.type === 'plural' || token.type === 'selectordinal' || token.type === 'function'
    const choices = token.type === 'select' ? token.cases.map(({ key }) => (key === 'other' ? 'string' : `'${key}'`)) : []
    if (isNumber) known.set(token.arg, 'number')
    else if (choices.length > 0) known.set(token.arg, choices.includes('string') ? 'string' : choices.join(' | '))
    else if (!known.has(token.arg)) known.set(token.arg, 'string | number')
    if ('cases' in token) for (const { tokens: inside } of token.cases) parametersOf(inside, known)
  }
  return known
}
