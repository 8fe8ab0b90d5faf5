import { runScriptBeside } from './run-beside.ts'

/**
 * Makes a link for becoming an owner of the running product, as `npm run owner` does.
 * @returns its path
 * @throws when the command fails or says something else
 */
export async function ownerLink(dataDir: string): Promise<string> {
  const stdout = await runScriptBeside('scripts/owner.ts', dataDir)
  const [path] = stdout.match(/\/owner\/[\w-]{22}$/m) ?? []
  if (!path) throw new Error(`the command said:\n${stdout}`)
  return path
}
