/**
 * The walls of the house: which room may import from which.
 * From the street inwards: app → components → client → domain ← server ← app. All of them say what stands in messages.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const ROOMS = 'app|components|client|server|domain|messages|prisma|tests|scripts'

const only = (room, allowed, comment) => ({
  name: `${room}-imports-only-${allowed.join('-') || 'itself'}`,
  severity: 'error',
  comment,
  from: { path: `^${room}/` },
  to: { path: `^(${ROOMS})/`, pathNot: `^(${[room, ...allowed].join('|')})/` },
})

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', comment: 'Move the shared part into its own file.', from: {}, to: { circular: true } },
    {
      name: 'no-circles-between-folders',
      severity: 'error',
      scope: 'folder',
      comment: 'Of two folders one is built on the other. What both need moves below, what joins them moves above.',
      from: { path: '^(components|client|server|domain)/[^/]+$' },
      to: { path: '^(components|client|server|domain)/[^/]+$', circular: true },
    },
    only('messages', [], 'Sentences, made into functions: they know of nobody.'),
    only('domain', ['messages'], 'Rules are pure: they run in the server, the browser and tests alike.'),
    only('client', ['domain', 'messages'], 'The browser reaches the server over HTTP only.'),
    only('components', ['client', 'domain', 'messages'], 'Components get server data as props or through client/ hooks.'),
    only('server', ['domain', 'messages', 'prisma'], 'The server knows nothing of pages or React.'),
    only('app', ['components', 'client', 'server', 'domain', 'messages'], 'Pages and routes never touch Prisma.'),
    only('prisma', ['domain', 'server', 'messages'], 'Seeds may use the rules and the content reader.'),
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment:
        'domain/ uses zod; anchoring also its matcher, the schedule also Temporal, the import what tells languages. Nothing else, and nothing of Node.',
      from: { path: '^domain/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'core'],
        pathNot: 'node_modules/(zod|franc|approx-string-match|diff|temporal-polyfill|temporal-spec|temporal-utils)/',
      },
    },
    {
      name: 'prisma-behind-the-server',
      severity: 'error',
      comment: 'Only server/ and prisma/ open the database.',
      from: { pathNot: '^(server|prisma|tests|scripts|prisma\\.config)' },
      to: { path: 'node_modules/(@prisma|\\.prisma|pg)/|^prisma/' },
    },
    {
      name: 'words-in-threads',
      severity: 'error',
      comment: 'What may take much longer than people’s words are long is done by server/markdown/work.ts, in threads with a budget.',
      from: { path: '^(app|server)/', pathNot: '^server/markdown/(work|markdown|markdown-out|markdown-tree)\\.ts$' },
      to: {
        path: '^server/markdown/(work|markdown|markdown-out|markdown-tree)\\.ts$|node_modules/@zxcvbn-ts/core/',
        dependencyTypesNot: ['type-only'],
      },
    },
    { name: 'not-to-tests', severity: 'error', from: { pathNot: '^tests/' }, to: { path: '^tests/' } },
    { name: 'not-to-app', severity: 'error', from: { pathNot: '^(app|tests)/' }, to: { path: '^app/' } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^(server-only|#)$' } },
    {
      name: 'no-orphan',
      severity: 'error',
      comment: 'Nobody imports this file; delete it.',
      from: { orphan: true, pathNot: '\\.config\\.(js|ts|mjs)$|\\.d\\.ts$|^(app|tests|scripts|prisma)/' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|prisma/generated/(internal|models)|node_modules/\\.)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
}
