#!/usr/bin/env node
import { randomUUID } from 'node:crypto'
// Stands in for Prisma's native schema-engine (a CDN download): the same JSON-RPC over stdio,
// served by the engine's WASM build from npm through @prisma/adapter-pg.
// Used through PRISMA_SCHEMA_ENGINE_BINARY=./scripts/schema-engine.mjs
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as bg from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { parse } from 'pg-connection-string'

const argv = process.argv.slice(2)
const values = (name) => argv.flatMap((a, i) => (a === name ? [argv[i + 1]] : []))
const url = new URL(JSON.parse(values('--datasource')[0] ?? '{}').url || 'postgres://localhost/none')
const schema = url.searchParams.get('schema') ?? 'public'
url.searchParams.delete('schema')
// Fields, never a connectionString: that would win over the "database" of the shadow database's pool.
const { host, port, user, password, database, ssl } = parse(url.href)
const config = { host, port: port ? Number(port) : 5432, user, password, database, ssl, max: 1 }

const rpc = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
const log = (level, fields) =>
  process.stderr.write(`${JSON.stringify({ level, target: 'schema_engine::logger', timestamp: new Date().toISOString(), fields })}\n`)

if (argv.includes('--version')) console.log(bg.version?.() ?? 'schema-engine-wasm')
else if (argv.includes('cli')) process.exitCode = await databaseCommand(argv[argv.indexOf('cli') + 1])
else await serve()

async function withClient(options, use) {
  const client = new pg.Client(options)
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

async function databaseCommand(command) {
  log('INFO', { message: 'schema-engine-wasm' }) // the CLI skips the first line
  const admin = { ...config, database: 'postgres' }
  const id = pg.escapeIdentifier(database)
  try {
    if (command === 'can-connect-to-database') await withClient(config, (c) => c.query('SELECT 1'))
    else if (command === 'create-database') await withClient(admin, (c) => c.query(`CREATE DATABASE ${id}`))
    else if (command === 'drop-database') await withClient(admin, (c) => c.query(`DROP DATABASE IF EXISTS ${id} WITH (FORCE)`))
    else throw new Error(`unknown command ${command}`)
    return 0
  } catch (error) {
    const codes = { '3D000': 'P1003', '28P01': 'P1000', '42P04': 'P1009', ECONNREFUSED: 'P1001', ENOTFOUND: 'P1001' }
    log('ERROR', { error_code: codes[error.code] ?? 'P1011', message: error.message || String(error) })
    return 1
  }
}

async function serve() {
  let panic
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => {
      panic = message
    },
  }
  const wasm = readFileSync(new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm')))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bg })
  bg.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()

  const datamodels = values('--datamodels').map((file) => [file, readFileSync(file, 'utf8')])
  let engine
  const start = () =>
    (engine ??= bg.SchemaEngine.new(
      { datamodels: datamodels.length ? datamodels : undefined },
      (line) => process.stderr.write(`${line.trimEnd()}\n`),
      bindMigrationAwareSqlAdapterFactory(adapterFactory()),
    ))

  async function handle({ id, method, params }) {
    try {
      const e = await start()
      let result = await (method === 'getDatabaseVersion' ? e.version(params) : e[method](params))
      if (method === 'diff' && result.stdout != null) {
        rpc({ id: -1, method: 'print', params: { content: result.stdout } })
        result = { ...result, stdout: null }
      }
      rpc({ id, result: result ?? null })
    } catch (error) {
      if (panic) {
        log('ERROR', { message: panic })
        process.exit(101)
      }
      rpc({
        id,
        error: {
          code: 4466,
          message: 'An error happened.',
          data: { is_panic: false, message: error?.message ?? String(error), error_code: error?.code },
        },
      })
    }
  }
  let last = Promise.resolve()
  const lines = createInterface({ input: process.stdin })
  lines.on('line', (line) => {
    const m = JSON.parse(line)
    if (m.method) last = last.then(() => handle(m))
  })
  lines.on('close', () => last.then(() => process.exit(0)))
}

// @prisma/adapter-pg 7.10.0 lacks two things the engine needs: Postgres's internal "char" type (OID 18),
// read from pg_catalog when a schema is described, and a shadow database it can drop (it drops before its pool ends).
function adapterFactory() {
  let charColumns = []
  const addFields = pg.Result.prototype.addFields
  pg.Result.prototype.addFields = function (fields) {
    charColumns = []
    fields.forEach((f, i) => {
      if (f.dataTypeID === 18) {
        f.dataTypeID = 25
        charColumns.push(i)
      }
    })
    return addFields.call(this, fields)
  }
  const connect = async (options) => {
    const adapter = await new PrismaPg(options, { schema }).connect()
    const queryRaw = adapter.queryRaw.bind(adapter)
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query)
      for (const i of charColumns) result.columnTypes[i] = ColumnTypeEnum.Character
      return result
    }
    return adapter
  }
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(config),
    async connectToShadowDb() {
      const shadow = `prisma_migrate_shadow_db_${randomUUID()}`
      await withClient(config, (c) => c.query(`CREATE DATABASE "${shadow}"`))
      const adapter = await connect({ ...config, database: shadow })
      const dispose = adapter.dispose.bind(adapter)
      adapter.dispose = async () => {
        await dispose()
        await withClient(config, (c) => c.query(`DROP DATABASE IF EXISTS "${shadow}" WITH (FORCE)`))
      }
      return adapter
    },
  }
}
