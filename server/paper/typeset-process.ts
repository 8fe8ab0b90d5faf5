import 'server-only'
import { createRequire } from 'node:module'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { Worker } from 'node:worker_threads'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { imposed } from '#server/paper/sheet.ts'
import type { Typesetting } from '#server/paper/typeset.ts'

/*
 * The process that sets one document: it reads it as JSON, writes the PDF to its output and ends. What it may hold is watched from a thread,
 * because the compiler's own memory is not JavaScript's, and nothing else runs while it works.
 */

/** Megabytes. */
const MOST_MEMORY = 800
const WATCH = `setInterval(() => process.memoryUsage.rss() > ${MOST_MEMORY}e6 && process.kill(process.pid, 'SIGKILL'), 100)`

new Worker(WATCH, { eval: true, execArgv: [] }).unref()

const require = createRequire(import.meta.url)
const folderOf = (name: string) => path.dirname(require.resolve(`${name}/package.json`))
const fontPaths = ['@expo-google-fonts/literata', '@expo-google-fonts/noto-naskh-arabic'].map(folderOf)
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths }] })

const { source, files, booklet }: Typesetting = JSON.parse(await text(process.stdin))
for (const [name, content] of Object.entries(files)) compiler.mapShadow(path.resolve(name), Buffer.from(content))

function compile(mainFileContent: string): NodeTypstDocument {
  const { result, takeError } = bound(compiler.compile({ mainFileContent }))
  if (!result) throw new Error(`The document cannot be set: ${JSON.stringify(takeError()?.shortDiagnostics)}`)
  return result
}
function bound(made: ReturnType<NodeCompiler['compile']>) {
  return { result: made.result, takeError: () => made.takeError() }
}

const pages = compile(source)
let pdf = compiler.pdf(pages)
if (booklet) {
  compiler.mapShadow(path.resolve('pages.pdf'), pdf)
  pdf = compiler.pdf(compile(imposed('pages.pdf', pages.numOfPages, booklet)))
}
process.stdout.write(pdf, () => process.exit(0))
