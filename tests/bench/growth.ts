import '#scripts/as-server.mjs'

await import('#tests/bench/server/growth.ts')
