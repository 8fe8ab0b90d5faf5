import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// Before any engine is looked up: else every command, even "validate", fetches a binary from binaries.prisma.sh.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL('./scripts/schema-engine.mjs', import.meta.url))
process.env.CHECKPOINT_DISABLE ??= '1'

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // not env('DATABASE_URL'): that throws when it is unset, even for "generate"
  datasource: { url: process.env.DATABASE_URL ?? 'postgres://localhost/none' },
})
