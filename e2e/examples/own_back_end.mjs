// A back end of your own instead of `rtc-vitals collect`. It accepts batches and identifies each by (sessionId, epoch, seq), so that a
// duplicate counts once. It also accepts points (`format: 'points'`), which have no such identifier.
//   node own_back_end.mjs [port]
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';

const maxBytes = 65_536; // the most that a browser lets a page have in flight
const batches = new Map();
const points = [];

async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  return (body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body, { maxOutputLength: maxBytes }) : body).toString('utf8');
}

// The values of a member, one list per stream or connection. A batch holds one value for all, one per stream, or one per stream and sample.
function valuesOf(member, t) {
  return t.map((times, index) => {
    const own = Array.isArray(member) ? member[index] : member;
    return times.map((_, sample) => (Array.isArray(own) ? own[sample] : own) ?? null);
  });
}

// Rejects what summary() could not read. The complete rules are the package's JSON Schemas, rtc-vitals/schema/rtc-vitals-1.json and
// points.json.
function store(body) {
  const { schema, sessionId, epoch, seq, connections, metrics } = body ?? {};
  if (Array.isArray(metrics) && metrics.every((point) => typeof point?.sessionId === 'string')) return points.push(...metrics);
  if (schema !== 'rtc-vitals/1') throw new Error('schema: must be rtc-vitals/1');
  if (typeof sessionId !== 'string' || !Number.isInteger(epoch) || !Number.isInteger(seq)) {
    throw new Error('sessionId, epoch and seq: must identify the batch');
  }
  if (!Array.isArray(connections) || !connections.every((one) => Array.isArray(one?.t))) {
    throw new Error('connections: must be an array of {id, t: [times]}');
  }
  return batches.set(`${sessionId}/${epoch}/${seq}`, body);
}

function summary() {
  const all = [...batches.values()];
  const rtts = all.flatMap(({ connections, connection }) => valuesOf(connection?.rtt, connections.map(({ t }) => t)).flat());
  const lost = Math.max(0, ...all.map((batch) => batch.lost?.samples ?? 0));
  return { batches: batches.size, points: points.length, lost, rtts: [...rtts, ...points.map(({ rtt }) => rtt)] };
}

// For pages of other origins. Points are JSON, which needs a preflight request, and a beacon sends credentials, for which `*` is not
// allowed.
const corsOf = ({ headers: { origin = '*' } }) => ({
  'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true',
  'access-control-allow-headers': 'Content-Type, Content-Encoding',
  'access-control-expose-headers': 'Retry-After', vary: 'Origin',
});

const server = createServer(async (request, response) => {
  const answer = (status, body = '', headers = corsOf(request)) => response.writeHead(status, headers).end(body);
  try {
    // not for pages of other origins
    if (request.method === 'GET') return answer(200, JSON.stringify(summary()), { 'content-type': 'application/json' });
    if (request.method === 'OPTIONS') return answer(204);
    const body = await readBody(request);
    if (body === null) return answer(413, `more than ${maxBytes} bytes`);
    store(JSON.parse(body));
    return answer(202);
  } catch (error) {
    return answer(400, error.message);
  }
});
server.listen(Number(process.argv[2] ?? 8080), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
