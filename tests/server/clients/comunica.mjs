// Asks a server by Comunica: `node --input-type=module - PLAN`, tasks in JSON in, outcomes in JSON out.
import { QueryEngine } from '@comunica/query-sparql'

const { endpoint, token, tasks } = JSON.parse(process.argv[2])
const engine = new QueryEngine()

const authorized = (address, init = {}) => {
  const headers = new Headers(init.headers)
  if (token) headers.set('Authorization', `Bearer ${token}`)
  return fetch(address, { ...init, headers })
}

// Without a type the engine looks at the service description to see what it has before it.
const context = (found) => ({
  sources: [found ? endpoint : { type: 'sparql', value: endpoint }], destination: { type: 'sparql', value: endpoint }, fetch: authorized
})

async function count (stream) {
  let found = 0
  for await (const _ of stream) found += 1
  return found
}

const plain = (row) => Object.fromEntries([...row].map(([name, term]) => [name.value, term.value]))

const deeds = {
  select: async ({ query, found }) => (await (await engine.queryBindings(query, context(found))).toArray()).map(plain),
  construct: async ({ query, found }) => (await (await engine.queryQuads(query, context(found))).toArray()).length,
  ask: ({ query, found }) => engine.queryBoolean(query, context(found)),
  count: async ({ query }) => count(await engine.queryBindings(query, context())),
  triples: async ({ query }) => count(await engine.queryQuads(query, context())),
  update: ({ query }) => engine.queryVoid(query, context())
}

process.on('uncaughtException', (error) => {
  console.log(JSON.stringify({ error: `uncaught: ${error.message}` }))
  process.exit(0)
})
for (const task of tasks) {
  let outcome
  try {
    outcome = { value: await deeds[task.do](task) ?? null }
  } catch (error) {
    outcome = { error: error.message }
  }
  console.log(JSON.stringify(outcome))
}
process.exit(0)
