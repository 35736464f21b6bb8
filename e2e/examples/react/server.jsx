// On the server: the same component as text.
import { renderToString } from 'react-dom/server';

import { Call } from './call.jsx';

export const render = () => renderToString(<Call />);
