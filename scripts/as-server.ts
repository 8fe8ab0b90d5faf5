import { registerHooks } from 'node:module'
import { ensureMessages } from '#scripts/messages.ts'

/**
 * Loaded before a script that uses files of `server/`. Those open with `import 'server-only'`, which throws outside a server component;
 * scripts are the server, so here it is an empty module.
 */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'server-only' ? { url: 'data:text/javascript,', shortCircuit: true } : next(specifier, context),
})

// They say their sentences by functions that are made from the catalogues.
await ensureMessages()
