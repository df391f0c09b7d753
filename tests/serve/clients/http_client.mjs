// Asks the endpoint argv[2] by sparql-http-client, and changes it if there is an update; prints what is bound.
import Client from 'sparql-http-client/SimpleClient.js';
import Streams from 'sparql-http-client';

const [url, query, update] = process.argv.slice(2);
if (update) {
  const answer = await new Client({ endpointUrl: url, updateUrl: url }).query.update(update);
  if (answer && !answer.ok) throw new Error(answer.status);
}
for await (const row of new Streams({ endpointUrl: url }).query.select(query)) {
  console.log(Object.values(row).map((term) => term.value).join('\t'));
}
