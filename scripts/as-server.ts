import { registerHooks } from 'node:module'

/**
 * Loaded before a script that uses files of `server/`. Those open with `import 'server-only'`, which throws outside a server component;
 * scripts are the server, so here it is an empty module.
 */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'server-only' ? { url: 'data:text/javascript,', shortCircuit: true } : next(specifier, context),
})
