// Plain JavaScript: what Node keeps of TypeScript files it can only use for those that are read after this one, and reading a single
// one anew takes its compiler, which then stays in memory.
import { enableCompileCache, registerHooks } from 'node:module'
import path from 'node:path'

/*
 * Loaded before a script that uses files of `server/`. Those open with `import 'server-only'`, which throws outside a server component;
 * scripts are the server, so here it is an empty module.
 */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'server-only' ? { url: 'data:text/javascript,', shortCircuit: true } : next(specifier, context),
})

// What Node makes of our files it keeps for the next start, which takes half as long. Where it may not write it goes on without.
enableCompileCache(path.join(import.meta.dirname, '..', 'node_modules', '.cache', 'node'))

// They say their sentences by functions that are made from the catalogues.
const { ensureMessages } = await import('#scripts/messages.ts')
await ensureMessages()
