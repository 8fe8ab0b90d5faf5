import { enableCompileCache, registerHooks } from 'node:module'
import path from 'node:path'
import { ensureMessages } from '#scripts/messages.ts'

/**
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
await ensureMessages()
