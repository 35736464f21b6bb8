// What a page said, for a text that may be shown in a chat room: there it must call nobody and lead nowhere. Slack takes `<!channel>` and `<url|text>`,
// others `@everyone`, `[text](url)`, `![](picture)` and bare addresses (docs.slack.dev/messaging/formatting-message-text, and
// docs.mattermost.com/collaborate/mention-people.html). Entities, as Slack has them for `& < >`, would be seen as such by other receivers, and a mention
// has no escape at all; so what acts gets its full-width twin, which reads alike and acts nowhere.

const kTwin = 0xFEE0;  // from an ASCII character to its full-width form (Unicode block FF00)
const kActs = /[&<>@#[\]|*`~]|:(?=\/\/)|(?<=\bwww)\./gi;

/** `text` with nothing in it that a chat room acts upon. */
export const chatText = (text) => text.replace(kActs, (letter) => String.fromCharCode(letter.charCodeAt(0) + kTwin));
