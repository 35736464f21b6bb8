// On the server: the same component rendered to text.
import { renderToString } from 'react-dom/server';

import { Call } from './call.jsx';

export const render = () => renderToString(<Call />);
