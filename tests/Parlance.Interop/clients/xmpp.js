// @xmpp/client over TCP with STARTTLS, as bots and bridges use it: logs in with SCRAM, asks, talks, shares a room with somebody on IRC.
// Usage: xmpp.js XMPP_PORT IRC_PORT DOMAIN. The account ana has the password ana-secret. Prints ok and exits 0, or says what is missing.
const net = require("net");

process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"; // the server's certificate is its own
process.removeAllListeners("warning");
const { client, xml } = require("@xmpp/client");

const [port, ircPort, domain] = process.argv.slice(2);
const heard = [];
let look = () => {};

function until(what, describes) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${what} did not come; heard:\n${heard.join("\n")}`)), 15000);
    const before = look;
    look = () => {
      before();
      const found = heard.find(describes);
      if (found) { clearTimeout(late); resolve(found); }
    };
    look();
  });
}

async function main() {
  const ana = client({ service: `xmpp://127.0.0.1:${port}`, domain, resource: "bot", username: "ana", password: "ana-secret" });
  ana.on("error", (problem) => { if (problem.condition) throw problem; });
  ana.on("stanza", (stanza) => { heard.push(stanza); look(); });
  const address = await ana.start();
  if (!address.toString().startsWith(`ana@${domain}/`)) throw new Error(`bound as ${address}`);

  const info = await ana.iqCaller.get(xml("query", "http://jabber.org/protocol/disco#info"), domain);
  if (!info.getChildren("identity").some((i) => i.attrs.category === "server")) throw new Error(info.toString());
  await ana.iqCaller.get(xml("query", "jabber:iq:roster"));
  await ana.send(xml("presence"));
  await ana.send(xml("message", { to: `ana@${domain}`, type: "chat" }, xml("body", {}, "to myself & <others>")));
  await until("her own words", (s) => s.is("message") && s.getChildText("body") === "to myself & <others>");

  await ana.send(xml("presence", { to: `tea@rooms.${domain}/ana` }, xml("x", "http://jabber.org/protocol/muc")));
  await until("herself in the room", (s) => s.is("presence") && s.attrs.from === `tea@rooms.${domain}/ana`);
  let ircText = "";
  if (ircPort !== "0") {
    const irc = net.connect(Number(ircPort), "127.0.0.1");
    irc.on("data", (data) => { ircText += data; });
    irc.write("NICK cleo\r\nUSER cleo 0 * :Cleo\r\nJOIN #tea\r\nPRIVMSG #tea :hello from IRC\r\n");
    const said = await until("what cleo said", (s) => s.is("message") && s.getChildText("body") === "hello from IRC");
    if (said.attrs.from !== `tea@rooms.${domain}/cleo`) throw new Error(said.toString());
  }

  await ana.send(xml("message", { to: `tea@rooms.${domain}`, type: "groupchat" }, xml("body", {}, "hello from the bot")));
  await until("the room's copy", (s) => s.is("message") && s.attrs.type === "groupchat" && s.getChildText("body") === "hello from the bot");
  await ana.iqCaller.get(xml("ping", "urn:xmpp:ping"), domain);
  if (ircPort !== "0" && !/:ana![^\n]* PRIVMSG #tea :hello from the bot/.test(ircText)) throw new Error(`cleo did not read ana:\n${ircText}`);
  await ana.stop();
}

main().then(() => { console.log("ok"); process.exit(0); }, (problem) => { console.log(String(problem)); process.exit(1); });
