import '#scripts/as-server.mjs'

// Only now: files of `server/` are read after the hook above is in place.
await import('#tests/bench/annotations/list.ts')
