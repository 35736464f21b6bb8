// The script of the page that `analyze --html` writes: the collector's view of a session, on data embedded in the page.
import { SessionView } from '../collector/page/session_view.mjs';

const session = JSON.parse(document.getElementById('call').textContent);
document.title = `${session.file} - rtc-vitals`;
new SessionView(document.getElementById('view')).show(session);
