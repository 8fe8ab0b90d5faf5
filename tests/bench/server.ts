import '#scripts/as-server.mjs'

await import('#tests/bench/server/measure.ts')
