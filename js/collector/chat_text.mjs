// Escapes text from a page for a chat room, where it must neither mention anybody nor become a link. Slack interprets `<!channel>` and
// `<url|text>`, others `@everyone`, `[text](url)`, `![](picture)` and bare addresses (docs.slack.dev/messaging/formatting-message-text, and
// docs.mattermost.com/collaborate/mention-people.html). Slack's entities for `& < >` would be shown literally by other receivers, and
// mentions cannot be escaped at all. So active characters are replaced by their full-width forms, which look alike and are active nowhere.

const kTwin = 0xFEE0;  // from an ASCII character to its full-width form (Unicode block FF00)
const kActive = /[&<>@#[\]|*`~]|:(?=\/\/)|(?<=\bwww)\./gi;

/** `text` without anything that a chat room interprets. */
export const chatText = (text) => text.replace(kActive, (letter) => String.fromCharCode(letter.charCodeAt(0) + kTwin));
