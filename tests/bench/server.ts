import '#scripts/as-server.ts'

await import('#tests/bench/server/measure.ts')
