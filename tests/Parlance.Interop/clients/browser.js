// strophe.js over a WebSocket in Chromium: logs in with SCRAM, keeps a roster, chats, sits in a room with somebody on IRC.
// Usage: browser.js WEBSOCKET_URL IRC_PORT DOMAIN. The account ana has the password ana-secret. Prints ok and exits 0, or says what is missing.
const http = require("http");
const net = require("net");
const os = require("os");
const fs = require("fs");
const path = require("path");
const { spawn } = require("child_process");

const [url, ircPort, domain] = process.argv.slice(2);
const patienceMilliseconds = 30000;
const strophe = path.join(path.dirname(require.resolve("strophe.js/package.json")), "dist", "strophe.umd.min.js");

// What the page does; it runs in the browser.
async function inTheBrowser(url, domain, report, ircJoins) {
  const { Strophe, $pres, $msg, $iq } = window.strophe ?? window;
  const heard = [];
  let look = () => {};
  const hear = (stanza) => { heard.push(stanza); look(); return true; };
  const until = (what, describes) => new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${what} did not come; heard: ${heard.map((s) => s.outerHTML).join("\n")}`)), 15000);
    const before = look;
    look = () => { before(); const found = heard.find(describes); if (found) { clearTimeout(late); resolve(found); } };
    look();
  });
  const body = (stanza) => stanza.getElementsByTagName("body")[0]?.textContent;
  try {
    const connection = new Strophe.Connection(url);
    await new Promise((resolve, reject) => {
      connection.connect(`ana@${domain}/browser`, "ana-secret", (status, why) => {
        if (status === Strophe.Status.CONNECTED) resolve();
        if (status === Strophe.Status.CONNFAIL || status === Strophe.Status.AUTHFAIL) reject(new Error(`not connected: ${status} ${why}`));
      });
    });
    for (const name of ["message", "presence", "iq"]) connection.addHandler(hear, null, name);
    connection.sendIQ($iq({ type: "get" }).c("query", { xmlns: "jabber:iq:roster" }));
    connection.sendIQ($iq({ type: "set" }).c("query", { xmlns: "jabber:iq:roster" }).c("item", { jid: `ben@${domain}`, name: "Ben" }));
    await until("the roster push", (s) => s.tagName === "iq" && s.getAttribute("type") === "set" && s.innerHTML.includes(`ben@${domain}`));
    connection.send($pres());
    connection.send($msg({ to: `ana@${domain}`, type: "chat" }).c("body").t("to myself & <others>"));
    await until("her own words", (s) => body(s) === "to myself & <others>");
    connection.send($pres({ to: `tea@rooms.${domain}/ana` }).c("x", { xmlns: "http://jabber.org/protocol/muc" }));
    await until("herself in the room", (s) => s.tagName === "presence" && s.getAttribute("from") === `tea@rooms.${domain}/ana` && s.innerHTML.includes("110"));
    if (ircJoins) {
      await fetch("/joined");
      const said = await until("what cleo said", (s) => body(s) === "hello from IRC");
      if (said.getAttribute("from") !== `tea@rooms.${domain}/cleo`) throw new Error(said.outerHTML);
    }
    connection.send($msg({ to: `tea@rooms.${domain}`, type: "groupchat" }).c("body").t("hello from the browser"));
    await until("the room's copy", (s) => body(s) === "hello from the browser" && s.getAttribute("type") === "groupchat");
    report("ok");
  } catch (problem) {
    report(String(problem));
  }
}

const withIrc = ircPort !== "0";
const page = `<!doctype html><script src="/strophe.js"></script><script>
const report = (text) => fetch("/result", { method: "POST", body: text });
onerror = (text) => report(text);
(${inTheBrowser})(${JSON.stringify(url)}, ${JSON.stringify(domain)}, report, ${withIrc});
</script>`;

let irc;
let ircText = "";
function joinOnIrc() {
  irc = net.connect(Number(ircPort), "127.0.0.1");
  irc.write("NICK cleo\r\nUSER cleo 0 * :Cleo\r\nJOIN #tea\r\nPRIVMSG #tea :hello from IRC\r\n");
  irc.on("data", (data) => { ircText += data; });
}

const profile = fs.mkdtempSync(path.join(os.tmpdir(), "strophe-"));
let browser;
function end(text) {
  if (text === "ok" && withIrc && !/:ana![^\n]* PRIVMSG #tea :hello from the browser/.test(ircText)) text = `cleo did not read ana:\n${ircText}`;
  console.log(text);
  process.exitCode = text === "ok" ? 0 : 1;
  browser.kill();
  browser.on("exit", () => {
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    process.exit();
  });
}

const server = http.createServer((request, response) => {
  if (request.url === "/strophe.js") response.end(fs.readFileSync(strophe));
  else if (request.url === "/joined") { joinOnIrc(); response.end(); }
  else if (request.url === "/result") {
    let text = "";
    request.on("data", (data) => { text += data; });
    // The last line on IRC may be under way still.
    request.on("end", () => { response.end(); setTimeout(() => end(text), withIrc ? 300 : 0); });
  } else response.setHeader("Content-Type", "text/html").end(page);
});
server.listen(0, "127.0.0.1", () => {
  browser = spawn("chromium", ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", `--user-data-dir=${profile}`, `http://127.0.0.1:${server.address().port}/`], { stdio: "ignore" });
  setTimeout(() => end("nothing came from the browser in time"), patienceMilliseconds).unref();
});
