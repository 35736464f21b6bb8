// Receives batches on the page's own origin: no CORS is needed, and connect-src 'self' is enough.
const batches = [];

export async function POST(request) {
  batches.push(await request.json());
  return new Response(null, { status: 202 });
}

export const dynamic = 'force-dynamic';

export function GET() {
  return Response.json(batches);
}
