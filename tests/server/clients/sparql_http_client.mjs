// Asks a server by sparql-http-client: `node --input-type=module - PLAN`, tasks in JSON in, outcomes in JSON out.
import ParsingClient from 'sparql-http-client/ParsingClient.js'
import StreamClient from 'sparql-http-client'

const { endpoint, graphs, token, tasks } = JSON.parse(process.argv[2])
const options = { endpointUrl: endpoint, updateUrl: endpoint, storeUrl: graphs }
if (token) options.headers = { Authorization: `Bearer ${token}` }
const [parsing, streaming] = [new ParsingClient(options), new StreamClient(options)]

const plain = (row) => Object.fromEntries(Object.entries(row).map(([name, term]) => [name, term.value]))

async function count (stream) {
  let found = 0
  for await (const _ of stream) found += 1
  return found
}

const deeds = {
  select: async ({ query, how }) => (await parsing.query.select(query, how)).map(plain),
  construct: async ({ query, how }) => (await parsing.query.construct(query, how)).size,
  ask: ({ query, how }) => parsing.query.ask(query, how),
  count: ({ query }) => count(streaming.query.select(query)),
  triples: ({ query }) => count(streaming.query.construct(query)),
  update: ({ query }) => parsing.query.update(query),
  graph: ({ graph }) => count(streaming.store.get(streaming.factory.namedNode(graph))),
  put: ({ graph, from }) => {
    const { namedNode } = streaming.factory
    return streaming.store.put(streaming.store.get(namedNode(from)), { graph: namedNode(graph) })
  }
}

// What a client of a broken stream throws outside of any promise ends the program: the last outcome is that.
process.on('uncaughtException', (error) => {
  console.log(JSON.stringify({ error: `uncaught: ${error.message}` }))
  process.exit(0)
})
for (const task of tasks) {
  let outcome
  try {
    outcome = { value: await deeds[task.do](task) ?? null }
  } catch (error) {
    outcome = { error: error.message, status: error.status }
  }
  console.log(JSON.stringify(outcome))
}
