"""A bot on python3-irc: joins, sets mode and topic, answers who speaks to it.

Usage: bot.py PORT. Another client of the same library plays the person. Prints `ok` and exits 0, or says what is missing.
"""
import sys
import time

import irc.client

PATIENCE_SECONDS = 15
seen = set()
# Older releases of the library, Debian's among them, call it IRC.
reactor = getattr(irc.client, "Reactor", None) or irc.client.IRC
reactor = reactor()


def on_welcome(connection, event):
    connection.join("#lobby")


def bot_joined(connection, event):
    if event.source.nick == "bot":
        connection.mode("#lobby", "+m")
        connection.topic("#lobby", "tea at four")
        person.connect("127.0.0.1", int(sys.argv[1]), "ana")
    else:
        connection.mode("#lobby", "+v ana")


def bot_spoken_to(connection, event):
    connection.privmsg("#lobby", "hello " + event.source.nick)
    connection.notice(event.source.nick, "tea is at four")


def person_topic(connection, event):
    seen.add("topic")
    assert event.arguments[-1] == "tea at four", event.arguments


def person_mode(connection, event):
    if event.arguments[:2] == ["+v", "ana"]:
        seen.add("voice")
        connection.privmsg("#lobby", "bot: when?")


def person_heard(connection, event):
    if event.arguments[0] == "hello ana":
        seen.add("answer")


def person_noticed(connection, event):
    if event.arguments[0] == "tea is at four":
        seen.add("notice")


bot, person = reactor.server(), reactor.server()
reactor.add_global_handler("welcome", on_welcome)
for name, bot_handler, person_handler in (
    ("join", bot_joined, None),
    ("pubmsg", bot_spoken_to, person_heard),
    ("currenttopic", None, person_topic),
    ("mode", None, person_mode),
    ("privnotice", None, person_noticed),
):
    def dispatch(connection, event, bot_handler=bot_handler, person_handler=person_handler):
        handler = bot_handler if connection is bot else person_handler
        if handler:
            handler(connection, event)
    reactor.add_global_handler(name, dispatch)

bot.connect("127.0.0.1", int(sys.argv[1]), "bot")
wanted = {"topic", "voice", "answer", "notice"}
deadline = time.monotonic() + PATIENCE_SECONDS
while seen != wanted:
    if time.monotonic() > deadline:
        sys.exit("missing after %d s: %s" % (PATIENCE_SECONDS, ", ".join(sorted(wanted - seen))))
    reactor.process_once(0.1)
print("ok")
