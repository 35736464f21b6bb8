// Takes batches on the page's own origin: no CORS, and connect-src needs nothing but 'self'.
const batches = [];

export async function POST(request) {
  batches.push(await request.json());
  return new Response(null, { status: 202 });
}

export const dynamic = 'force-dynamic';

export function GET() {
  return Response.json(batches);
}
