// Asks the endpoint argv[2] by Comunica; prints what is bound, one value a line.
import { QueryEngine } from '@comunica/query-sparql';

const [url, query] = process.argv.slice(2);
const found = await new QueryEngine().queryBindings(query, { sources: [{ type: 'sparql', value: url }] });
for (const row of await found.toArray()) {
  console.log([...row.values()].map((term) => term.value).join('\t'));
}
