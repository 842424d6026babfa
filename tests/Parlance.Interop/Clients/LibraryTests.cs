using Parlance.Live;

namespace Parlance.Interop;

/// <summary>Client libraries that others build upon: irc-framework (The Lounge, Kiwi IRC) and python3-irc (bots).</summary>
public sealed class LibraryTests
{
    [Fact]
    public Task irc_framework_negotiates_its_capabilities() => Framework("capabilities");

    [Fact]
    public Task irc_framework_sees_one_message_with_one_id_tags_and_time() => Framework("messages");

    [Fact]
    public Task irc_framework_gets_its_label_back() => Framework("labels");

    [Fact]
    public Task irc_framework_reads_who_and_whois() => Framework("queries");

    [Fact]
    public Task irc_framework_is_told_who_comes_and_goes() => Framework("monitor");

    [Fact]
    public Task irc_framework_sees_somebody_typing() => Framework("tagmsg");

    [Fact]
    public Task irc_framework_talks_over_a_web_socket() => Framework("websocket");

    [Fact]
    public async Task a_python_bot_keeps_its_room()
    {
        await using var server = await LiveServer.Start();
        await Script.Succeeds("/usr/bin/python3", "bot.py", $"{server.Port}");
    }

    private static async Task Framework(string check)
    {
        await using var server = await LiveServer.Start();
        await Script.Succeeds("node", "framework.js", $"{server.Port}", $"{server.WebSocketPort}", check);
    }
}
