"""People on slixmpp, and one on IRC where the check needs it.

Usage: slix.py CHECK XMPP_PORT IRC_PORT DOMAIN. The accounts ana and ben exist with the passwords ana-secret and ben-secret.
Prints `ok` and exits 0, or says what is missing.
"""
import asyncio
import logging
import os
import ssl
import sys

import slixmpp

PATIENCE_SECONDS = 15
check, xmpp_port, irc_port, domain = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
rooms = f"rooms.{domain}"


class Person(slixmpp.ClientXMPP):
    """An account online with one client; what it hears is kept and can be waited for."""

    def __init__(self, name, resource="desk", plugins=()):
        super().__init__(f"{name}@{domain}/{resource}", f"{name}-secret")
        self.ssl_context = ssl._create_unverified_context()
        self.heard = []
        self.news = asyncio.Event()
        for plugin in ("xep_0030", "xep_0045", "xep_0199", "xep_0203", *plugins):
            self.register_plugin(plugin)
        for name in ("message", "groupchat_message", "groupchat_subject", "presence", "presence_subscribe", "roster_update", "session_start",
                     "session_resumed", "disconnected", "failed_auth", "carbon_received", "carbon_sent", f"muc::tea@{rooms}::self-presence",
                     f"muc::tea@{rooms}::got_offline"):
            self.add_event_handler(name, lambda stanza, kind=name: self._hear(kind, stanza))
        self.auto_authorize = None
        self.auto_subscribe = False

    def _hear(self, kind, stanza):
        self.heard.append((kind, stanza))
        self.news.set()

    async def until(self, what, describes):
        """The first thing heard, ever, that `describes(kind, stanza)` accepts."""
        looked = 0

        async def look():
            nonlocal looked
            while True:
                for kind, stanza in self.heard[looked:]:
                    looked += 1
                    if describes(kind, stanza):
                        return stanza
                self.news.clear()
                await self.news.wait()

        try:
            return await asyncio.wait_for(look(), PATIENCE_SECONDS)
        except asyncio.TimeoutError:
            told = "\n".join(f"  {kind}: {stanza}" for kind, stanza in self.heard)
            raise AssertionError(f"{self.boundjid} has not heard {what}; it has heard:\n{told}") from None

    async def come(self):
        self.connect(("127.0.0.1", xmpp_port))
        await self.until("its session's start", lambda kind, _: kind == "session_start")
        self.send_presence()
        await self.get_roster()
        return self

    async def says(self, text):
        return await self.until(f"the message {text!r}", lambda kind, s: kind in ("message", "groupchat_message") and s["body"] == text)


class Irc:
    """A guest, or an account, on a raw IRC connection."""

    @classmethod
    async def come(cls, nick, password=None):
        irc = cls()
        irc.lines = []
        irc.reader, irc.writer = await asyncio.open_connection("127.0.0.1", irc_port)
        irc.send("CAP LS 302")
        irc.send(f"NICK {nick}")
        irc.send(f"USER {nick} 0 * :{nick}")
        irc.send("CAP END")
        await irc.until(" 001 ")
        return irc

    def send(self, line):
        self.writer.write(f"{line}\r\n".encode())

    async def until(self, part):
        while True:
            for line in self.lines:
                if part in line:
                    self.lines.remove(line)
                    return line
            line = await asyncio.wait_for(self.reader.readline(), PATIENCE_SECONDS)
            assert line, f"IRC ended before {part!r}"
            text = line.decode().rstrip("\r\n")
            if text.startswith("PING"):
                self.send("PONG" + text[4:])
            self.lines.append(text)


async def login():
    ana = await Person("ana").come()
    assert ana.boundjid.full == f"ana@{domain}/desk", ana.boundjid
    await ana["xep_0199"].ping(domain)
    info = await ana["xep_0030"].get_info(domain)
    assert any(category == "server" for category, *_ in info["disco_info"]["identities"]), info
    stranger = Person("ana")
    stranger.password = "wrong"
    stranger.connect(("127.0.0.1", xmpp_port))
    await stranger.until("the refusal", lambda kind, _: kind == "failed_auth")


async def roster():
    ana, ben = await Person("ana").come(), await Person("ben").come()
    ana.send_presence_subscription(f"ben@{domain}", ptype="subscribe")
    await ben.until("ana's wish", lambda kind, s: kind == "presence_subscribe" and s["from"].bare == f"ana@{domain}")
    ben.send_presence_subscription(f"ana@{domain}", ptype="subscribed")
    await ana.until("ben's presence", lambda kind, s: kind == "presence" and s["from"].bare == f"ben@{domain}" and s["type"] == "available")
    ben.send_presence(pshow="away", pstatus="at lunch")
    await ana.until("that ben is away", lambda kind, s: kind == "presence" and s["from"].bare == f"ben@{domain}" and s["show"] == "away" and s["status"] == "at lunch")
    await ana.get_roster()
    assert ana.client_roster[f"ben@{domain}"]["subscription"] == "to", ana.client_roster[f"ben@{domain}"]
    ana.update_roster(f"ben@{domain}", name="Benjamin", groups=["Tea"])
    await ana.until("the push", lambda kind, s: kind == "roster_update" and s["roster"]["items"].get(slixmpp.JID(f"ben@{domain}"), {}).get("name") == "Benjamin")


async def chat():
    ana, ben = await Person("ana").come(), await Person("ben").come()
    ana.send_message(mto=f"ben@{domain}", mbody="tea & cake < supper?", mtype="chat")
    heard = await ben.says("tea & cake < supper?")
    assert heard["from"].full == f"ana@{domain}/desk", heard
    ben.disconnect()
    await ben.until("its own end", lambda kind, _: kind == "disconnected")
    ana.send_message(mto=f"ben@{domain}", mbody="one", mtype="chat")
    ana.send_message(mto=f"ben@{domain}", mbody="two", mtype="chat")
    await ana["xep_0199"].ping(domain)
    ben = await Person("ben").come()
    first, second = await ben.says("one"), await ben.says("two")
    assert first["delay"]["stamp"] and second["delay"]["stamp"], first
    bodies = [s["body"] for kind, s in ben.heard if kind == "message"]
    assert bodies == ["one", "two"], bodies


async def carbons():
    desk, phone, ben = await Person("ana", "desk", ["xep_0280"]).come(), await Person("ana", "phone", ["xep_0280"]).come(), await Person("ben").come()
    await desk["xep_0280"].enable()
    await phone["xep_0280"].enable()
    desk.send_message(mto=f"ben@{domain}", mbody="from the desk", mtype="chat")
    await ben.says("from the desk")
    sent = await phone.until("its copy of what the desk said", lambda kind, s: kind == "carbon_sent")
    assert sent["carbon_sent"]["body"] == "from the desk", sent
    ben.send_message(mto=desk.boundjid.full, mbody="to the desk", mtype="chat")
    await desk.says("to the desk")
    received = await phone.until("its copy of what the desk got", lambda kind, s: kind == "carbon_received")
    assert received["carbon_received"]["body"] == "to the desk", received


async def room():
    ana, irc = await Person("ana").come(), await Irc.come("cleo")
    irc.send("JOIN #tea")
    await irc.until(" 366 ")
    irc.send("TOPIC #tea :Darjeeling")
    await irc.until("TOPIC #tea")
    ana["xep_0045"].join_muc(f"tea@{rooms}", "ana")
    await irc.until("JOIN #tea")
    await ana.until("herself", lambda kind, s: kind.endswith("self-presence") and s["from"].full == f"tea@{rooms}/ana")
    await ana.until("the subject", lambda kind, s: kind == "groupchat_subject" and s["subject"] == "Darjeeling")
    await ana.until("cleo", lambda kind, s: kind == "presence" and s["from"].full == f"tea@{rooms}/cleo")
    irc.send("PRIVMSG #tea :hello from IRC <3")
    heard = await ana.says("hello from IRC <3")
    assert heard["from"].full == f"tea@{rooms}/cleo" and heard["type"] == "groupchat", heard
    ana.send_message(mto=f"tea@{rooms}", mbody="hello from XMPP", mtype="groupchat")
    line = await irc.until("PRIVMSG #tea")
    assert line.startswith(":ana!") and line.endswith(":hello from XMPP"), line
    await ana.says("hello from XMPP")
    irc.send("PART #tea :bye")
    await ana.until("that cleo left", lambda kind, s: kind.endswith("got_offline") and s["from"].full == f"tea@{rooms}/cleo")


async def direct():
    ana, irc = await Person("ana").come(), await Irc.come("cleo")
    irc.send("PRIVMSG ana :psst")
    heard = await ana.says("psst")
    ana.send_message(mto=heard["from"], mbody="what?", mtype="chat")
    line = await irc.until("PRIVMSG cleo")
    assert line.startswith(":ana!") and line.endswith(":what?"), line


async def resume():
    ana, ben = await Person("ana", "desk", ["xep_0198"]).come(), await Person("ben").come()
    ben.send_message(mto=ana.boundjid.full, mbody="before", mtype="chat")
    await ana.says("before")
    ana.end_session_on_disconnect = False
    ana.abort()
    await ana.until("the cut", lambda kind, _: kind == "disconnected")
    ben.send_message(mto=f"ana@{domain}", mbody="meanwhile", mtype="chat")
    await ben["xep_0199"].ping(domain)
    ana.connect(("127.0.0.1", xmpp_port))
    await ana.until("that its session goes on", lambda kind, _: kind == "session_resumed")
    await ana.says("meanwhile")
    ben.send_message(mto=f"ana@{domain}", mbody="after", mtype="chat")
    await ana.says("after")
    bodies = [s["body"] for kind, s in ana.heard if kind == "message"]
    assert bodies == ["before", "meanwhile", "after"], bodies


async def main():
    if "-v" in sys.argv:
        logging.basicConfig(level=logging.DEBUG)
    await {"login": login, "roster": roster, "chat": chat, "carbons": carbons, "room": room, "direct": direct, "resume": resume}[check]()
    print("ok", flush=True)
    os._exit(0)  # what was to be seen is seen: the interpreter's own end, with streams half open, may crash



try:
    asyncio.get_event_loop().run_until_complete(main())
except AssertionError as missing:
    print(missing)
    sys.exit(1)
