using Parlance.Live;

namespace Parlance.Interop;

/// <summary>Client libraries of XMPP that others build upon: slixmpp, @xmpp/client, strophe.js in a browser; where it says so, beside somebody on IRC.</summary>
public sealed class XmppLibraryTests
{
    [Theory]
    [InlineData("login")]
    [InlineData("roster")]
    [InlineData("chat")]
    [InlineData("carbons")]
    [InlineData("room")]
    [InlineData("direct")]
    [InlineData("resume")]
    public async Task slixmpp_does(string check)
    {
        await using var server = await WithPeople();
        await Script.Succeeds("/usr/bin/python3", "slix.py", check, $"{server.XmppPort}", $"{server.Port}", Domain);
    }

    [Fact]
    public async Task a_bot_on_xmpp_client_shares_a_room_with_irc()
    {
        await using var server = await WithPeople();
        await Script.Succeeds("node", "xmpp.js", $"{server.XmppPort}", $"{server.Port}", Domain);
    }

    [Fact]
    public async Task strophe_in_a_browser_shares_a_room_with_irc()
    {
        await using var server = await WithPeople();
        await Script.Succeeds("node", "browser.js", $"ws://127.0.0.1:{server.XmppWebSocketPort}/", $"{server.Port}", Domain);
    }

    internal const string Domain = "example.test";

    /// <summary>A server with the accounts ana and ben.</summary>
    internal static async Task<LiveServer> WithPeople()
    {
        var server = await LiveServer.Start();
        foreach (var name in new[] { "ana", "ben" })
        {
            var (exitCode, output) = await server.Command("user", "add", "--config", server.ConfigFile, name, "-p", $"{name}-secret");
            Assert.True(exitCode == 0, output);
        }

        return server;
    }
}
