// A back end of one's own in place of `rtc-vitals collect`: takes batches, and knows each by (sessionId, epoch, seq), so that one sent twice counts once.
//   node own_back_end.mjs [port]
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';

const mostBytes = 65_536; // what a browser lets a page have in flight
const batches = new Map();

async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > mostBytes) return null;
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  return (body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body, { maxOutputLength: mostBytes }) : body).toString('utf8');
}

// The values of a member, one list per stream or connection: a batch holds one value for all, one per stream, or one per stream and sample.
function valuesOf(member, t) {
  return t.map((times, index) => {
    const own = Array.isArray(member) ? member[index] : member;
    return times.map((_, sample) => (Array.isArray(own) ? own[sample] : own) ?? null);
  });
}

const server = createServer(async (request, response) => {
  const answer = (status, body = '') => response.writeHead(status, { 'access-control-allow-origin': '*' }).end(body);
  if (request.method === 'GET') {
    const rtts = [...batches.values()].flatMap(({ connections, connection }) => valuesOf(connection?.rtt, connections.map(({ t }) => t)).flat());
    return answer(200, JSON.stringify({ batches: batches.size, lost: Math.max(0, ...[...batches.values()].map(({ lost }) => lost.samples)), rtts }));
  }
  try {
    const body = await readBody(request);
    if (body === null) return answer(413, `more than ${mostBytes} bytes`);
    const batch = JSON.parse(body); // validate it with rtc-vitals/schema/rtc-vitals-1.json
    batches.set(`${batch.sessionId}/${batch.epoch}/${batch.seq}`, batch);
    return answer(202);
  } catch (error) {
    return answer(400, error.message);
  }
});
server.listen(Number(process.argv[2] ?? 8080), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
