// Takes batches where the page itself is served from: no CORS, and nothing to add to connect-src but 'self'.
const batches = [];

export async function POST(request) {
  batches.push(await request.json());
  return new Response(null, { status: 202 });
}

export const dynamic = 'force-dynamic';

export function GET() {
  return Response.json(batches);
}
