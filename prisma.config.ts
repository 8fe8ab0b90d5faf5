import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// Before any engine is looked up: else every command, even "validate", fetches a binary from binaries.prisma.sh.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL('./scripts/schema-engine.mjs', import.meta.url))
process.env.CHECKPOINT_DISABLE ??= '1'

export default defineConfig({
  schema: 'prisma/schema.prisma',
  // another folder where a backup of an older version is brought back
  migrations: { path: process.env.MIGRATIONS_DIR ?? 'prisma/migrations' },
  // not env('DATABASE_URL'): that throws when it is unset, even for "generate"
  datasource: { url: process.env.DATABASE_URL ?? 'postgres://localhost/none' },
})
