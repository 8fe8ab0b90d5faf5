#!/usr/bin/env node
/*
 * Stands in for Prisma's schema engine. Prisma's command line wants to download that program; the same engine is on npm as WebAssembly.
 * This file gives it what the program has: arguments, a database, and JSON-RPC over standard input and output, one message a line.
 * prisma.config.ts points PRISMA_SCHEMA_ENGINE_BINARY here. Plain JavaScript, because Prisma runs it with whatever Node is on the path.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { parse } from 'pg-connection-string'

const CHAR_OID = 18
const TEXT_OID = 25
/** Postgres's and the network's error codes, as Prisma numbers them; anything else is "cannot be opened". */
const PRISMA_CODES = { '3D000': 'P1003', '28P01': 'P1000', '42P04': 'P1009', ECONNREFUSED: 'P1001', ENOTFOUND: 'P1001' }

const given = process.argv.slice(2)
const valuesOf = (option) => given.flatMap((word, index) => (word === option ? [given[index + 1]] : []))
const { schema, connection } = readDatasource(valuesOf('--datasource')[0])

if (given.includes('--version')) console.log('schema-engine-wasm')
else if (given.includes('cli')) process.exitCode = await runDatabaseCommand(given[given.indexOf('cli') + 1])
else await serveRequests()

/** The database as separate fields: a whole connection string would win over the name of a shadow database. */
function readDatasource(json) {
  const url = new URL(JSON.parse(json ?? '{}').url || 'postgres://localhost/none')
  const schema = url.searchParams.get('schema') ?? 'public'
  url.searchParams.delete('schema')
  const { host, port, user, password, database, ssl } = parse(url.href)
  return { schema, connection: { host, port: Number(port || 5432), user, password, database, ssl, max: 1 } }
}

function reply(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}

function log(level, fields) {
  const line = { level, target: 'schema_engine::logger', timestamp: new Date().toISOString(), fields }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}

async function withClient(options, use) {
  const client = new pg.Client(options)
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

/** `can-connect-to-database`, `create-database` and `drop-database`; gives the exit code. */
async function runDatabaseCommand(command) {
  log('INFO', { message: 'schema-engine-wasm' }) // Prisma skips the first line
  const server = { ...connection, database: 'postgres' }
  const name = pg.escapeIdentifier(connection.database)
  try {
    if (command === 'can-connect-to-database') await withClient(connection, (client) => client.query('SELECT 1'))
    else if (command === 'create-database') await withClient(server, (client) => client.query(`CREATE DATABASE ${name}`))
    else if (command === 'drop-database') await withClient(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
    else throw new Error(`unknown command ${command}`)
    return 0
  } catch (error) {
    log('ERROR', { error_code: PRISMA_CODES[error.code] ?? 'P1011', message: error.message || String(error) })
    return 1
  }
}

/** Answers requests in their order until the input ends. */
async function serveRequests() {
  const engine = await loadEngine()
  let last = Promise.resolve()
  const lines = createInterface({ input: process.stdin })
  lines.on('line', (line) => {
    const request = JSON.parse(line)
    if (request.method) last = last.then(() => answer(engine, request))
  })
  lines.on('close', () => last.then(() => process.exit(0)))
}

/** Gives a function that starts the engine at its first call: reading a wrong schema is an answer, not a crash. */
async function loadEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message(message) {
      log('ERROR', { message })
      process.exit(101)
    },
  }
  const wasm = readFileSync(new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm')))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': engineModule })
  engineModule.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()

  const datamodels = valuesOf('--datamodels').map((file) => [file, readFileSync(file, 'utf8')])
  const options = { datamodels: datamodels.length > 0 ? datamodels : undefined }
  const onLog = (line) => process.stderr.write(`${line.trimEnd()}\n`)
  let engine
  return () => {
    engine ??= engineModule.SchemaEngine.new(options, onLog, bindMigrationAwareSqlAdapterFactory(adapterFactory()))
    return engine
  }
}

async function answer(start, { id, method, params }) {
  try {
    const engine = await start()
    const result = await (method === 'getDatabaseVersion' ? engine.version(params) : engine[method](params))
    if (method === 'diff' && result.stdout != null) {
      reply({ id: -1, method: 'print', params: { content: result.stdout } })
      result.stdout = null
    }
    reply({ id, result: result ?? null })
  } catch (error) {
    const data = { is_panic: false, message: error?.message ?? String(error), error_code: error?.code }
    reply({ id, error: { code: 4466, message: 'An error happened.', data } })
  }
}

/**
 * `@prisma/adapter-pg` with the three things that it lacks here: Postgres's internal type "char", which stands in the catalogue that
 * describes a schema, scripts that are done whole or not at all, and a shadow database that can be dropped (it would drop it before its own connections to it have ended).
 */
function adapterFactory() {
  const charColumns = readCharAsText()
  const connect = async (options) => {
    const adapter = await new PrismaPg(options, { schema }).connect()
    const queryRaw = adapter.queryRaw.bind(adapter)
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query)
      for (const column of charColumns()) result.columnTypes[column] = ColumnTypeEnum.Character
      return result
    }
    adapter.executeScript = (script) => runWhole(adapter, script)
    return adapter
  }
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(connection),
    async connectToShadowDb() {
      const name = `prisma_migrate_shadow_db_${randomUUID()}`
      await withClient(connection, (client) => client.query(`CREATE DATABASE "${name}"`))
      const adapter = await connect({ ...connection, database: name })
      const dispose = adapter.dispose.bind(adapter)
      adapter.dispose = async () => {
        await dispose()
        await withClient(connection, (client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`))
      }
      return adapter
    },
  }
}

/**
 * Runs a script as one message, which Postgres does whole or not at all; the adapter would send it statement by statement, and half a
 * migration would stay where the machine went off. With a migration goes the mark that it was done: what Prisma notes afterwards may not
 * get there. `scripts/migrate.ts` reads it.
 */
async function runWhole(adapter, script) {
  const ask = async (sql) => (await adapter.queryRaw({ sql, args: [], argTypes: [] })).rows[0]?.[0]
  const isMigration =
    (await ask(`SELECT to_regclass('_prisma_migrations') IS NOT NULL`)) &&
    (await ask('SELECT EXISTS (SELECT FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL)'))
  const mark = 'UPDATE _prisma_migrations SET applied_steps_count = 1 WHERE finished_at IS NULL AND rolled_back_at IS NULL'
  try {
    await adapter.client.query(isMigration ? `${script}\n;${mark}` : script)
  } catch (error) {
    adapter.onError(error)
  }
}

/** Lets `pg` read "char" columns as text; the returned function tells which columns of the last result they were. */
function readCharAsText() {
  let columns = []
  const addFields = pg.Result.prototype.addFields
  pg.Result.prototype.addFields = function (fields) {
    columns = fields.flatMap((field, index) => (field.dataTypeID === CHAR_OID ? [index] : []))
    for (const column of columns) fields[column].dataTypeID = TEXT_OID
    return addFields.call(this, fields)
  }
  return () => columns
}
