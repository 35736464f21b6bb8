// Rendered on the server. The call itself lives in a client component.
import { ClientCall } from './client_call.jsx';

export const metadata = { title: 'A call' };

export default function Page() {
  return <main><ClientCall /></main>;
}
